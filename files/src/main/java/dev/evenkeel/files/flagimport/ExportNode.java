// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.files.json.JsonPointerFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A place in an export and what stands there. Looking at a member accounts for it.
final class ExportNode {
    private final FlagExport export;
    private final String place;
    private final JsonNode json;

    ExportNode(FlagExport export, String place, JsonNode json) {
        this.export = export;
        this.place = place;
        this.json = json;
    }

    /// JSON pointer.
    String place() {
        return place;
    }

    /// The last step of the place: a member's name or an element's index.
    String name() {
        return JsonPointerFormatter.name(place.substring(place.lastIndexOf('/') + 1));
    }

    FlagExport export() {
        return export;
    }

    /// Whatever stands here, as a whole.
    JsonNode whole() {
        export.markReadWhole(place);
        return json;
    }

    boolean isObject() {
        return json.isObject();
    }

    boolean isBoolean() {
        return json.isBoolean();
    }

    boolean isText() {
        return json.isString();
    }

    boolean isArray() {
        return json.isArray();
    }

    boolean isAbsent() {
        return json.isMissingNode() || json.isNull();
    }

    /// Whether there is a member of that name that is not null.
    boolean has(String member) {
        return json.hasNonNull(member);
    }

    /// Whether there is a member of that name, null included.
    boolean names(String member) {
        return json.has(member);
    }

    ExportNode member(String name) {
        JsonNode value = json.get(name);
        return look(name, value == null ? MissingNode.getInstance() : value);
    }

    /// What stands here as text, when it is a text, a number or a truth value; else null.
    @Nullable
    String text() {
        return json.isValueNode() && !json.isNull() ? json.asString() : null;
    }

    @Nullable
    String text(String member) {
        return member(member).text();
    }

    String text(String member, String otherwise) {
        String text = text(member);
        return text == null ? otherwise : text;
    }

    boolean isTrue(String member) {
        return member(member).json.isBoolean() && json.get(member).booleanValue();
    }

    /// A whole number; `otherwise` when there is none.
    int number(String member, int otherwise) {
        ExportNode number = member(member);
        return number.json.isNumber() && number.json.canConvertToExactIntegral() && number.json.canConvertToInt()
                ? number.json.intValue()
                : otherwise;
    }

    /// Elements of the array of that name. What is there and is no array is refused.
    List<ExportNode> elements(String member) {
        ExportNode list = member(member);
        if (!list.isAbsent() && !list.isArray()) {
            list.whole();
            list.refused(member, "it must be an array");
        }
        return list.elements();
    }

    /// Elements of this array; none when it is none.
    List<ExportNode> elements() {
        return json.isArray() ? lookAtAll() : List.of();
    }

    /// Texts of the array of that name. What is there and is no array of texts is refused.
    List<String> texts(String member) {
        ExportNode list = member(member);
        list.whole();
        if (list.isAbsent()) {
            return List.of();
        }
        if (!list.isArray() || !list.json.valueStream().allMatch(each -> each.isString() || each.isNumber())) {
            list.refused(member, "it must be an array of texts");
            return List.of();
        }
        return list.json.valueStream().map(JsonNode::asString).toList();
    }

    /// Members of the object of that name; none when there is no object.
    List<ExportNode> members(String member) {
        return member(member).members();
    }

    /// Members of this object; none when it is none.
    List<ExportNode> members() {
        return json.isObject() ? lookAtAll() : List.of();
    }

    /// Elements or members, without looking at them.
    List<ExportNode> children() {
        List<ExportNode> children = new ArrayList<>();
        if (json.isObject()) {
            json.properties().forEach(member -> children.add(child(member.getKey(), member.getValue())));
        }
        for (int i = 0; json.isArray() && i < json.size(); i++) {
            children.add(child(Integer.toString(i), json.get(i)));
        }
        return children;
    }

    void taken(String part) {
        export.taken(place, part);
    }

    void changed(String part, String reason) {
        export.changed(place, part, reason);
    }

    void refused(String part, String reason) {
        export.refused(place, part, reason);
    }

    /// Says that the part was taken, unless something in it was refused since then.
    ///
    /// @param refusals how many there were before
    void settle(String part, int refusals) {
        if (export.refusals() == refusals) {
            taken(part);
        } else {
            refused(part, "a part of it was refused");
        }
    }

    /// Refuses everything in here that nobody looked at: it may decide something there.
    void refuseTheRest() {
        export.unread(this).forEach(part -> {
            part.whole();
            part.refused(part.name(), "it is not known here, and may decide who matches");
        });
    }

    /// Says of those members that are there that they are left out.
    void leaveOut(String reason, String... members) {
        Stream.of(members).filter(this::names).forEach(name -> {
            ExportNode member = member(name);
            member.whole();
            member.changed(name, "left out: " + reason);
        });
    }

    private List<ExportNode> lookAtAll() {
        List<ExportNode> all = children();
        all.forEach(child -> export.markRead(child.place));
        return all;
    }

    private ExportNode look(String name, JsonNode value) {
        ExportNode member = child(name, value);
        export.markRead(member.place);
        return member;
    }

    private ExportNode child(String name, JsonNode value) {
        return new ExportNode(export, JsonPointerFormatter.member(place, name), value);
    }
}
