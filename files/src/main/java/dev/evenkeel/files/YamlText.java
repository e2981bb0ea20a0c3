// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// YAML 1.2 (core schema: `on`, `no` and the like are text) as the JSON it stands for, and back. Anchors are
/// resolved, within bounds; comments are lost.
public final class YamlText {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<Class<?>> JSON_SCALARS =
            Set.of(String.class, Boolean.class, Integer.class, Long.class, BigInteger.class, Double.class);
    private static final int MOST_ALIASES = 50;

    private YamlText() {}

    /// The one document as JSON text.
    ///
    /// @throws IllegalArgumentException when it is not YAML, names something twice, or holds what JSON has
    ///     no form for; the message says what and where
    public static String toJson(String yaml) {
        return read(load -> json(load.loadFromString(yaml)));
    }

    /// Every document of a stream of documents, as JSON texts.
    ///
    /// @throws IllegalArgumentException as [#toJson]
    public static List<String> documents(String yaml) {
        return read(load -> {
            List<String> documents = new ArrayList<>();
            load.loadAllFromString(yaml).forEach(document -> documents.add(json(document)));
            return documents;
        });
    }

    /// Documents as YAML that reads as the same JSON.
    public static String write(List<JsonNode> documents) {
        DumpSettings settings = DumpSettings.builder()
                .setSchema(new CoreSchema())
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setExplicitStart(documents.size() > 1)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings)
                .dumpAllToString(documents.stream()
                        .map(document -> JSON.convertValue(document, Object.class))
                        .iterator());
    }

    private static String json(@Nullable Object document) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(plain(document));
    }

    private static <T> T read(Function<Load, T> reader) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        try {
            return reader.apply(new Load(settings));
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(
                    "not YAML: " + String.valueOf(e.getMessage()).strip(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("the YAML is nested too deeply, or contains itself", e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> {
                if (members.containsKey(String.valueOf(name))) {
                    throw new IllegalArgumentException("the name \"" + name + "\" is used twice in one mapping");
                }
                members.put(String.valueOf(name), plain(member));
            });
            return members;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(YamlText::plain).toList();
        }
        return scalar(value);
    }

    private static @Nullable Object scalar(@Nullable Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no form for the number " + number + "; write it as text");
        }
        if (value == null || JSON_SCALARS.contains(value.getClass())) {
            return value;
        }
        throw new IllegalArgumentException("JSON has no form for a value of type "
                + value.getClass().getSimpleName() + "; use mappings, sequences, text, numbers, true and false");
    }
}
