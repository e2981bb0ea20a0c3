// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.files.json.DocumentJsonModule;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.yaml.YamlCodec;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A codec of an organisation's own history, YAML or JSON (docs/reference/service-history.md).
public final class ServiceHistoryCodec {
    private ServiceHistoryCodec() {}

    /// Parses a file.
    ///
    /// @param errors receives all validation errors
    /// @return null when the file is invalid
    public static @Nullable ServiceHistory decode(String text, ValidationErrors errors) {
        try {
            return RecordBinder.bind(
                    ServiceHistory.class,
                    new JsonObjectReader(DocumentJsonModule.MAPPER.readTree(YamlCodec.toJson(text)), "", errors),
                    Map.of(),
                    Set.of());
        } catch (IllegalArgumentException e) {
            errors.add("", String.valueOf(e.getMessage()), "correct the YAML");
            return null;
        }
    }

    /// Serializes a history for [#decode]; equal histories give equal JSON.
    public static ObjectNode encode(ServiceHistory history) {
        return DocumentJsonModule.MAPPER.valueToTree(history);
    }
}
