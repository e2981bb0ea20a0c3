// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.files.json.JsonPointerFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A node of an export and its location. Reading a member marks it as read.
final class ExportNode {
    private final FlagExport export;
    private final String place;
    private final JsonNode json;

    ExportNode(FlagExport export, String place, JsonNode json) {
        this.export = export;
        this.place = place;
        this.json = json;
    }

    /// Returns the JSON pointer of the node.
    String pointer() {
        return place;
    }

    /// Returns the last step of the location: a member's name or an element's index.
    String name() {
        return JsonPointerFormatter.unescape(place.substring(place.lastIndexOf('/') + 1));
    }

    FlagExport export() {
        return export;
    }

    /// Returns the whole value and marks all of it as read.
    JsonNode readWhole() {
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

    /// Whether a member exists and is not null.
    boolean hasNonNull(String member) {
        return json.hasNonNull(member);
    }

    /// Whether a member exists, even with a null value.
    boolean hasMember(String member) {
        return json.has(member);
    }

    ExportNode member(String name) {
        JsonNode value = json.get(name);
        return readChild(name, value == null ? MissingNode.getInstance() : value);
    }

    /// Returns the value as text if it is a text, a number or a boolean; else null.
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

    /// Returns an integer member; `otherwise` without one.
    int number(String member, int otherwise) {
        ExportNode number = member(member);
        return number.json.isNumber() && number.json.canConvertToExactIntegral() && number.json.canConvertToInt()
                ? number.json.intValue()
                : otherwise;
    }

    /// Returns the elements of an array member. Rejects a value that is not an array.
    List<ExportNode> elements(String member) {
        ExportNode list = member(member);
        if (!list.isAbsent() && !list.isArray()) {
            list.readWhole();
            list.reportRejected(member, "it must be an array");
        }
        return list.elements();
    }

    /// Returns the elements of this array; empty for another value.
    List<ExportNode> elements() {
        return json.isArray() ? readAll() : List.of();
    }

    /// Returns the texts of an array member. Rejects a value that is not an array of texts.
    List<String> texts(String member) {
        ExportNode list = member(member);
        list.readWhole();
        if (list.isAbsent()) {
            return List.of();
        }
        if (!list.isArray() || !list.json.valueStream().allMatch(each -> each.isString() || each.isNumber())) {
            list.reportRejected(member, "it must be an array of strings");
            return List.of();
        }
        return list.json.valueStream().map(JsonNode::asString).toList();
    }

    /// Returns the members of an object member; empty for another value.
    List<ExportNode> members(String member) {
        return member(member).members();
    }

    /// Returns the members of this object; empty for another value.
    List<ExportNode> members() {
        return json.isObject() ? readAll() : List.of();
    }

    /// Returns the elements or members without marking them as read.
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

    void reportImported(String part) {
        export.reportImported(place, part);
    }

    void reportConverted(String part, String reason) {
        export.reportConverted(place, part, reason);
    }

    void reportRejected(String part, String reason) {
        export.reportRejected(place, part, reason);
    }

    /// Reports the part as imported, unless something in it was rejected meanwhile.
    ///
    /// @param refusals number of rejections before its conversion
    void reportUnlessRejected(String part, int refusals) {
        if (export.rejectionCount() == refusals) {
            reportImported(part);
        } else {
            reportRejected(part, "it contains a rejected part");
        }
    }

    /// Rejects all unread parts of this node, because they may affect the evaluation.
    void rejectUnread() {
        export.findUnread(this).forEach(part -> {
            part.readWhole();
            part.reportRejected(part.name(), "unknown field that could affect which users match");
        });
    }

    /// Reports the given members, if present, as left out.
    void reportIgnored(String reason, String... members) {
        Stream.of(members).filter(this::hasMember).forEach(name -> {
            ExportNode member = member(name);
            member.readWhole();
            member.reportConverted(name, "left out: " + reason);
        });
    }

    private List<ExportNode> readAll() {
        List<ExportNode> all = children();
        all.forEach(child -> export.markRead(child.place));
        return all;
    }

    private ExportNode readChild(String name, JsonNode value) {
        ExportNode member = child(name, value);
        export.markRead(member.place);
        return member;
    }

    private ExportNode child(String name, JsonNode value) {
        return new ExportNode(export, JsonPointerFormatter.append(place, name), value);
    }
}
