// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.catalog;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Services in the words of OpenSLO and Backstage. What those have no word for is in annotations
/// `evenkeel.dev/owner`, `/escalation`, `/tier`, `/failure-price`, `/depends-on` and `/flags`; the last
/// two are lists with commas, a flag is `environment/key` or only its key, a price is `CHF 0.80`.
final class ForeignServiceParser {
    private static final String OURS = "evenkeel.dev/";

    private ForeignServiceParser() {}

    /// An OpenSLO v1 Service: `metadata.name`, `metadata.displayName`.
    static ServicePatch openSlo(JsonNode object, String pointer, ValidationErrors faults) {
        JsonNode metadata = object.path("metadata");
        return new ServicePatch(
                key(metadata, pointer, faults),
                text(metadata.path("displayName")),
                annotation(metadata, "owner"),
                annotation(metadata, "escalation"),
                tier(metadata, pointer, faults),
                list(annotation(metadata, "depends-on")),
                flags(metadata),
                price(metadata, pointer, faults));
    }

    /// A Backstage Component: `metadata.name` and `title`, `spec.owner` and `dependsOn`. Needs that are no
    /// components become notes.
    static ServicePatch backstage(JsonNode object, String pointer, ValidationErrors faults, List<String> notes) {
        JsonNode metadata = object.path("metadata");
        String key = key(metadata, pointer, faults);
        String owner = text(object.path("spec").path("owner"));
        String said = annotation(metadata, "owner");
        return new ServicePatch(
                key,
                text(metadata.path("title")),
                said != null || owner == null ? said : reference(owner),
                annotation(metadata, "escalation"),
                tier(metadata, pointer, faults),
                needs(object.path("spec").path("dependsOn"), key, notes),
                flags(metadata),
                price(metadata, pointer, faults));
    }

    private static @Nullable List<String> needs(JsonNode listed, String key, List<String> notes) {
        if (!listed.isArray()) {
            return null;
        }
        List<String> needs = new ArrayList<>();
        listed.forEach(node -> {
            String text = node.asString("");
            if (text.toLowerCase(Locale.ROOT).startsWith("component:")) {
                needs.add(reference(text));
            } else {
                notes.add("service " + key + " depends on " + text + ", which is no component; left out");
            }
        });
        return needs;
    }

    /* [kind:][namespace/]name */
    private static String reference(String text) {
        return text.substring(Math.max(text.lastIndexOf(':'), text.lastIndexOf('/')) + 1);
    }

    private static String key(JsonNode metadata, String pointer, ValidationErrors faults) {
        String key = metadata.path("name").asString("");
        ServicePatch.checkKey(key, pointer + "/metadata/name", faults);
        return key;
    }

    private static @Nullable Integer tier(JsonNode metadata, String pointer, ValidationErrors faults) {
        String tier = annotation(metadata, "tier");
        if (tier == null) {
            return null;
        }
        if (!tier.matches("[1-4]")) {
            faults.add(
                    at(pointer, "tier"),
                    "must be 1 to 4, got " + tier,
                    "write 1 for a service that hurts most when it is down");
            return Service.USUAL_TIER;
        }
        return Integer.valueOf(tier);
    }

    private static ServicePatch.@Nullable PriceUpdate price(
            JsonNode metadata, String pointer, ValidationErrors faults) {
        String price = annotation(metadata, "failure-price");
        return price == null ? null : FailurePriceParser.read(price.strip(), at(pointer, "failure-price"), faults);
    }

    private static String at(String pointer, String name) {
        return JsonPointerFormatter.member(pointer + "/metadata/annotations", OURS + name);
    }

    private static @Nullable List<ServiceFlag> flags(JsonNode metadata) {
        List<String> flags = list(annotation(metadata, "flags"));
        return flags == null
                ? null
                : flags.stream()
                        .map(flag -> flag.split("/", 2))
                        .map(parts -> parts.length == 1
                                ? new ServiceFlag("default", parts[0])
                                : new ServiceFlag(parts[0], parts[1]))
                        .toList();
    }

    private static @Nullable List<String> list(@Nullable String text) {
        return text == null
                ? null
                : Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    private static @Nullable String annotation(JsonNode metadata, String name) {
        JsonNode value = metadata.path("annotations").path(OURS + name);
        return value.isValueNode() && !value.isNull() ? value.asString() : null;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
