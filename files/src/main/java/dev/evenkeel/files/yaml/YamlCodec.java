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

/// A codec of YAML 1.2 (core schema: `on`, `no` and the like are text) and the JSON that it represents.
/// Resolves anchors within bounds; comments are lost.
public final class YamlCodec {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_ALIASES = 50;

    private YamlCodec() {}

    /// Converts a single document to JSON text.
    ///
    /// @throws IllegalArgumentException when the text is not YAML, has a duplicate name or a value without a
    ///     JSON form, is nested deeper than 200 levels, or expands to more than a million characters beyond its
    ///     own; the message says what and where
    public static String toJson(String yaml) {
        return read(load -> toText(new YamlTreeConverter(yaml.length()).convert(load.loadFromString(yaml))));
    }

    /// Converts every document of a stream to JSON texts.
    ///
    /// @throws IllegalArgumentException as [#toJson]
    public static List<String> toJsonDocuments(String yaml) {
        return read(load -> {
            List<String> documents = new ArrayList<>();
            var tree = new YamlTreeConverter(yaml.length());
            load.loadAllFromString(yaml).forEach(document -> documents.add(toText(tree.convert(document))));
            return documents;
        });
    }

    /// Writes documents as YAML that parses to the same JSON.
    public static String toYaml(List<JsonNode> documents) {
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

    private static String toText(@Nullable Object document) {
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
            throw new IllegalArgumentException("not YAML: invalid character or number: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("the YAML is nested too deeply, or contains itself", e);
        }
    }
}
