// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import dev.evenkeel.files.json.DocumentJsonModule;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A JSON codec of [FreezeCalendar] and its windows.
public final class FreezeCalendarCodec {
    private FreezeCalendarCodec() {}

    /// Serializes one window.
    public static String encode(FreezeWindowDefinition window) {
        return DocumentJsonModule.MAPPER.writeValueAsString(window);
    }

    /// Parses the output of [#encode].
    public static FreezeWindowDefinition decode(String json) {
        var errors = new ValidationErrors();
        FreezeWindowDefinition window = decodeWindow(DocumentJsonModule.MAPPER.readTree(json), errors);
        if (window == null) {
            throw new IllegalStateException("a stored freeze window cannot be read: " + errors.toList());
        }
        return window;
    }

    /// Parses one window.
    ///
    /// @return null when the window is invalid; all errors are then in `errors`
    public static @Nullable FreezeWindowDefinition decodeWindow(JsonNode node, ValidationErrors errors) {
        return RecordBinder.bind(
                FreezeWindowDefinition.class, new JsonObjectReader(node, "", errors), Map.of(), Set.of());
    }

    /// Parses a calendar.
    ///
    /// @return no windows when the calendar is invalid; all errors are then in `errors`
    public static List<FreezeWindowDefinition> decodeCalendar(@Nullable JsonNode body, ValidationErrors errors) {
        FreezeCalendar calendar =
                RecordBinder.bind(FreezeCalendar.class, new JsonObjectReader(body, "", errors), Map.of(), Set.of());
        return calendar == null ? List.of() : calendar.windows();
    }
}
