// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.catalog;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Services in the words of OpenSLO and Backstage. What those have no word for is in annotations
/// `evenkeel.dev/owner`, `/escalation`, `/tier`, `/failure-price`, `/depends-on` and `/flags`; the last
/// two are lists with commas, a flag is `environment/key` or only its key, a price is `CHF 0.80`.
final class ForeignServices {
    private static final String OURS = "evenkeel.dev/";

    private ForeignServices() {}

    /// An OpenSLO v1 Service: `metadata.name`, `metadata.displayName`.
    static ServiceDraft openSlo(JsonNode object, String pointer, Faults faults) {
        JsonNode metadata = object.path("metadata");
        return new ServiceDraft(
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
    static ServiceDraft backstage(JsonNode object, String pointer, Faults faults, List<String> notes) {
        JsonNode metadata = object.path("metadata");
        String key = key(metadata, pointer, faults);
        String owner = text(object.path("spec").path("owner"));
        String said = annotation(metadata, "owner");
        return new ServiceDraft(
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

    private static String key(JsonNode metadata, String pointer, Faults faults) {
        String key = metadata.path("name").asString("");
        ServiceDraft.checkKey(key, pointer + "/metadata/name", faults);
        return key;
    }

    private static @Nullable Integer tier(JsonNode metadata, String pointer, Faults faults) {
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

    private static ServiceDraft.@Nullable Price price(JsonNode metadata, String pointer, Faults faults) {
        String price = annotation(metadata, "failure-price");
        return price == null ? null : PriceReader.read(price.strip(), at(pointer, "failure-price"), faults);
    }

    private static String at(String pointer, String name) {
        return Pointer.member(pointer + "/metadata/annotations", OURS + name);
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
