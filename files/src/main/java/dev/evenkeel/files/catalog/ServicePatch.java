// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A patch of a service: a null field leaves the value unchanged.
///
/// @param failureCost new cost of a failed call, or its removal
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServicePatch(
        @JsonIgnore String key,

        @JsonPropertyDescription("display name; default: the key") @Nullable
        String name,

        @JsonPropertyDescription("team that owns the service") @Nullable
        String owner,

        @JsonPropertyDescription("on-call contact: an address, a chat channel or a schedule") @Nullable
        String escalation,

        @JsonPropertyDescription("tier from 1 (most critical) to 4; default 3") @Nullable
        Integer tier,

        @JsonPropertyDescription("services that it depends on directly") @Nullable
        List<String> dependsOn,

        @JsonPropertyDescription("flags of the service; a flag belongs to at most one service") @Nullable
        List<ServiceFlag> flags,

        @JsonPropertyDescription("average cost of a failed call; null removes it")
        @JsonSubTypes(@JsonSubTypes.Type(FailureCost.class))
        @Nullable
        PriceUpdate failureCost) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final Set<String> FIELDS = RecordBinder.namesOf(ServicePatch.class);
    private static final Set<String> FLAG = RecordBinder.namesOf(ServiceFlag.class);
    private static final int LONGEST = 500;
    private static final int MOST = 200;

    /// A change of the cost of a failed call.
    ///
    /// @param now null to remove the cost
    public record PriceUpdate(@Nullable FailureCost now) {
        static final PriceUpdate NONE = new PriceUpdate(null);

        @JsonValue
        @Override
        public @Nullable FailureCost now() {
            return now;
        }
    }

    /// Parses the JSON of one service.
    ///
    /// @param pointer JSON pointer of the service
    /// @param errors receives all validation errors
    public static ServicePatch parse(String key, @Nullable JsonNode json, String pointer, ValidationErrors errors) {
        checkKey(key, pointer, errors);
        JsonObjectReader fields = new JsonObjectReader(json, pointer, errors).rejectUnknownFields(FIELDS);
        return new ServicePatch(
                key,
                text(fields, "name"),
                text(fields, "owner"),
                text(fields, "escalation"),
                parseTier(fields),
                fields.find("dependsOn") == null ? null : parseDependencies(fields),
                fields.find("flags") == null ? null : parseFlags(fields),
                FailureCostParser.read(fields));
    }

    /// Applies the patch; values without a new value stay unchanged.
    public Service applyTo(Service before) {
        return new Service(
                key,
                orElse(name, before.name()),
                orElse(owner, before.owner()),
                orElse(escalation, before.escalation()),
                orElse(tier, before.tier()),
                orElse(dependsOn, before.dependsOn()),
                orElse(flags, before.flags()),
                failureCost == null ? before.failureCost() : failureCost.now());
    }

    static void checkKey(String key, String pointer, ValidationErrors errors) {
        if (!KEY.matcher(key).matches()) {
            errors.add(
                    pointer,
                    "invalid service key \"" + key + "\"",
                    "use 1 to 63 letters, digits, dots, dashes and underscores, a letter or digit first and last");
        }
    }

    private static <T> T orElse(@Nullable T said, T before) {
        return said == null ? before : said;
    }

    private static @Nullable String text(JsonObjectReader fields, String name) {
        if (fields.find(name) == null) {
            return null;
        }
        String text = fields.text(name, "");
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            fields.addError(
                    name, "must be at most " + LONGEST + " characters without NUL, got " + text.length(), "shorten it");
        }
        return text;
    }

    private static @Nullable Integer parseTier(JsonObjectReader fields) {
        if (fields.find("tier") == null) {
            return null;
        }
        long tier = fields.integer("tier", Service.DEFAULT_TIER);
        if (tier < Service.FIRST_TIER || tier > Service.LAST_TIER) {
            fields.addError(
                    "tier",
                    "must be " + Service.FIRST_TIER + " to " + Service.LAST_TIER + ", got " + tier,
                    "use 1 for the most critical services");
        }
        return (int) tier;
    }

    private static List<String> parseDependencies(JsonObjectReader fields) {
        List<String> keys = fields.texts("dependsOn", List.of());
        checkSize(fields, "dependsOn", keys.size());
        for (int i = 0; i < keys.size(); i++) {
            checkKey(keys.get(i), fields.pointerTo("dependsOn") + "/" + i, fields.errors());
        }
        return keys.stream().distinct().toList();
    }

    private static List<ServiceFlag> parseFlags(JsonObjectReader fields) {
        List<JsonObjectReader> list = fields.objects("flags");
        checkSize(fields, "flags", list.size());
        return list.stream()
                .map(one -> one.rejectUnknownFields(FLAG))
                .map(one -> new ServiceFlag(
                        one.text("environment", "default"), one.requireText("flag", "set the key of the flag")))
                .distinct()
                .toList();
    }

    private static void checkSize(JsonObjectReader fields, String name, int size) {
        if (size > MOST) {
            fields.addError(name, "must be at most " + MOST + ", got " + size, "list direct dependencies only");
        }
    }
}
