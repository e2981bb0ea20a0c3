// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.yaml;

import java.util.ArrayList;
import java.util.List;
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

/// YAML 1.2 (core schema: `on`, `no` and the like are text) as the JSON it stands for, and back. Anchors
/// are resolved, within bounds; comments are lost.
public final class YamlCodec {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_ALIASES = 50;

    private YamlCodec() {}

    /// The one document as JSON text.
    ///
    /// @throws IllegalArgumentException when it is not YAML, names something twice, or holds what JSON
    ///     has no form for; when it is nested deeper than 200 levels, or stands for more than a million
    ///     characters besides those that are written; the message says what and where
    public static String toJson(String yaml) {
        return read(load -> json(new YamlTreeConverter(yaml.length()).of(load.loadFromString(yaml))));
    }

    /// Every document of a stream of documents, as JSON texts.
    ///
    /// @throws IllegalArgumentException as [#toJson]
    public static List<String> documents(String yaml) {
        return read(load -> {
            List<String> documents = new ArrayList<>();
            var tree = new YamlTreeConverter(yaml.length());
            load.loadAllFromString(yaml).forEach(document -> documents.add(json(tree.of(document))));
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
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    }

    private static <T> T read(Function<Load, T> reader) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new BoundedYamlSchema())
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        try {
            return reader.apply(new Load(settings));
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(
                    "not YAML: " + String.valueOf(e.getMessage()).strip(), e);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not YAML: there is no such character or number: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("the YAML is nested too deeply, or contains itself", e);
        }
    }
}
