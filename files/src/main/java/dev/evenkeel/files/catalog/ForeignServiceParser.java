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

/// A parser of services in OpenSLO and Backstage format. Properties that these formats lack are in annotations
/// `evenkeel.dev/owner`, `/escalation`, `/tier`, `/failure-cost`, `/depends-on` and `/flags`; the last two are
/// comma-separated lists, a flag is `environment/key` or only its key, a cost is `CHF 0.80`.
final class ForeignServiceParser {
    private static final String OURS = "evenkeel.dev/";

    private ForeignServiceParser() {}

    /// Parses an OpenSLO v1 Service: `metadata.name`, `metadata.displayName`.
    static ServicePatch parseOpenSlo(JsonNode object, String pointer, ValidationErrors errors) {
        JsonNode metadata = object.path("metadata");
        return new ServicePatch(
                parseKey(metadata, pointer, errors),
                text(metadata.path("displayName")),
                annotation(metadata, "owner"),
                annotation(metadata, "escalation"),
                parseTier(metadata, pointer, errors),
                splitList(annotation(metadata, "depends-on")),
                parseFlags(metadata),
                parsePrice(metadata, pointer, errors));
    }

    /// Parses a Backstage Component: `metadata.name` and `title`, `spec.owner` and `dependsOn`. Dependencies on
    /// entities other than components are reported as notes.
    static ServicePatch parseBackstage(JsonNode object, String pointer, ValidationErrors errors, List<String> notes) {
        JsonNode metadata = object.path("metadata");
        String key = parseKey(metadata, pointer, errors);
        String owner = text(object.path("spec").path("owner"));
        String said = annotation(metadata, "owner");
        return new ServicePatch(
                key,
                text(metadata.path("title")),
                said != null || owner == null ? said : referencedName(owner),
                annotation(metadata, "escalation"),
                parseTier(metadata, pointer, errors),
                parseDependencies(object.path("spec").path("dependsOn"), key, notes),
                parseFlags(metadata),
                parsePrice(metadata, pointer, errors));
    }

    private static @Nullable List<String> parseDependencies(JsonNode listed, String key, List<String> notes) {
        if (!listed.isArray()) {
            return null;
        }
        List<String> needs = new ArrayList<>();
        listed.forEach(node -> {
            String text = node.asString("");
            if (text.toLowerCase(Locale.ROOT).startsWith("component:")) {
                needs.add(referencedName(text));
            } else {
                notes.add("service " + key + " depends on " + text + ", which is not a component; skipped");
            }
        });
        return needs;
    }

    /* [kind:][namespace/]name */
    private static String referencedName(String text) {
        return text.substring(Math.max(text.lastIndexOf(':'), text.lastIndexOf('/')) + 1);
    }

    private static String parseKey(JsonNode metadata, String pointer, ValidationErrors errors) {
        String key = metadata.path("name").asString("");
        ServicePatch.checkKey(key, pointer + "/metadata/name", errors);
        return key;
    }

    private static @Nullable Integer parseTier(JsonNode metadata, String pointer, ValidationErrors errors) {
        String tier = annotation(metadata, "tier");
        if (tier == null) {
            return null;
        }
        if (!tier.matches("[1-4]")) {
            errors.add(
                    annotationPointer(pointer, "tier"),
                    "must be 1 to 4, got " + tier,
                    "use 1 for the most critical services");
            return Service.DEFAULT_TIER;
        }
        return Integer.valueOf(tier);
    }

    private static ServicePatch.@Nullable PriceUpdate parsePrice(
            JsonNode metadata, String pointer, ValidationErrors errors) {
        String price = annotation(metadata, "failure-cost");
        return price == null
                ? null
                : FailureCostParser.read(price.strip(), annotationPointer(pointer, "failure-cost"), errors);
    }

    private static String annotationPointer(String pointer, String name) {
        return JsonPointerFormatter.append(pointer + "/metadata/annotations", OURS + name);
    }

    private static @Nullable List<ServiceFlag> parseFlags(JsonNode metadata) {
        List<String> flags = splitList(annotation(metadata, "flags"));
        return flags == null
                ? null
                : flags.stream()
                        .map(flag -> flag.split("/", 2))
                        .map(parts -> parts.length == 1
                                ? new ServiceFlag("default", parts[0])
                                : new ServiceFlag(parts[0], parts[1]))
                        .toList();
    }

    private static @Nullable List<String> splitList(@Nullable String text) {
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
