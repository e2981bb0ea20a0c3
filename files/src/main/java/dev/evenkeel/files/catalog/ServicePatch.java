// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What somebody says about a service: a field that is null is not spoken of, and stays as it is.
///
/// @param failurePrice what a failed call costs, or that it is no longer known
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServicePatch(
        @JsonIgnore String key,
        @Nullable String name,
        @Nullable String owner,
        @Nullable String escalation,
        @Nullable Integer tier,
        @Nullable List<String> dependsOn,
        @Nullable List<ServiceFlag> flags,
        @Nullable PriceUpdate failurePrice) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final Set<String> FIELDS =
            Set.of("name", "owner", "escalation", "tier", "dependsOn", "flags", FailurePriceParser.FIELD);
    private static final Set<String> FLAG = Set.of("environment", "flag");
    private static final int LONGEST = 500;
    private static final int MOST = 200;

    /// What is said of the price of a failed call.
    ///
    /// @param now null when it is taken away
    public record PriceUpdate(@Nullable FailureCost now) {
        static final PriceUpdate NONE = new PriceUpdate(null);

        @JsonValue
        @Override
        public @Nullable FailureCost now() {
            return now;
        }
    }

    /// Reads the JSON of one service.
    ///
    /// @param pointer where it is
    /// @param faults gets everything that is wrong
    public static ServicePatch read(String key, @Nullable JsonNode json, String pointer, ValidationErrors faults) {
        checkKey(key, pointer, faults);
        JsonObjectReader fields = new JsonObjectReader(json, pointer, faults).only(FIELDS);
        return new ServicePatch(
                key,
                text(fields, "name"),
                text(fields, "owner"),
                text(fields, "escalation"),
                tier(fields),
                fields.find("dependsOn") == null ? null : keys(fields),
                fields.find("flags") == null ? null : flags(fields),
                FailurePriceParser.read(fields));
    }

    /// The service, where a part that is not spoken of is as it was.
    public Service over(Service before) {
        return new Service(
                key,
                or(name, before.name()),
                or(owner, before.owner()),
                or(escalation, before.escalation()),
                or(tier, before.tier()),
                or(dependsOn, before.dependsOn()),
                or(flags, before.flags()),
                failurePrice == null ? before.failurePrice() : failurePrice.now());
    }

    static void checkKey(String key, String pointer, ValidationErrors faults) {
        if (!KEY.matcher(key).matches()) {
            faults.add(
                    pointer,
                    "\"" + key + "\" cannot be the key of a service",
                    "use 1 to 63 letters, digits, dots, dashes and underscores, a letter or digit first and last");
        }
    }

    private static <T> T or(@Nullable T said, T before) {
        return said == null ? before : said;
    }

    private static @Nullable String text(JsonObjectReader fields, String name) {
        if (fields.find(name) == null) {
            return null;
        }
        String text = fields.text(name, "");
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            fields.faults()
                    .add(
                            fields.at(name),
                            "must be at most " + LONGEST + " characters and none of them NUL, got " + text.length(),
                            "shorten it");
        }
        return text;
    }

    private static @Nullable Integer tier(JsonObjectReader fields) {
        if (fields.find("tier") == null) {
            return null;
        }
        long tier = fields.integer("tier", Service.USUAL_TIER);
        if (tier < Service.FIRST_TIER || tier > Service.LAST_TIER) {
            fields.faults()
                    .add(
                            fields.at("tier"),
                            "must be " + Service.FIRST_TIER + " to " + Service.LAST_TIER + ", got " + tier,
                            "write 1 for a service that hurts most when it is down");
        }
        return (int) tier;
    }

    private static List<String> keys(JsonObjectReader fields) {
        List<String> keys = fields.texts("dependsOn", List.of());
        few(fields, "dependsOn", keys.size());
        for (int i = 0; i < keys.size(); i++) {
            checkKey(keys.get(i), fields.at("dependsOn") + "/" + i, fields.faults());
        }
        return keys.stream().distinct().toList();
    }

    private static List<ServiceFlag> flags(JsonObjectReader fields) {
        JsonNode list = fields.find("flags");
        if (list == null || !list.isArray()) {
            fields.faults().add(fields.at("flags"), "must be an array, got " + list, "list environment and flag");
            return List.of();
        }
        few(fields, "flags", list.size());
        List<ServiceFlag> flags = new ArrayList<>();
        Set<ServiceFlag> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            JsonObjectReader one =
                    new JsonObjectReader(list.get(i), fields.at("flags") + "/" + i, fields.faults()).only(FLAG);
            ServiceFlag flag = new ServiceFlag(one.text("environment", "default"), one.text("flag", ""));
            if (flag.flag().isBlank()) {
                one.faults().add(one.at("flag"), "is missing", "give the key of the flag");
            }
            if (seen.add(flag)) {
                flags.add(flag);
            }
        }
        return flags;
    }

    private static void few(JsonObjectReader fields, String name, int size) {
        if (size > MOST) {
            fields.faults().add(fields.at(name), "must be at most " + MOST + ", got " + size, "name the direct ones");
        }
    }
}
