// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import dev.evenkeel.files.json.JsonTextParser;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A reader of JSON objects that rejects unknown members: data outside a hash or signature must not look as if
/// it were covered.
final class StrictAuditJsonReader {
    private final JsonNode object;

    private StrictAuditJsonReader(JsonNode object) {
        this.object = object;
    }

    /// @param what description of the text, for the message
    /// @throws InvalidAuditTextException when the text is not an object with exactly these members
    static StrictAuditJsonReader parse(String text, String what, List<String> members) {
        JsonNode object;
        try {
            object = JsonTextParser.STRICT.readTree(text);
        } catch (JacksonException | NumberFormatException e) {
            throw new InvalidAuditTextException(what + " is not JSON: " + JsonTextParser.formatMessage(e), e);
        }
        if (!object.isObject()) {
            throw new InvalidAuditTextException(what + " is not a JSON object");
        }
        List<String> wrong = new ArrayList<>();
        members.stream().filter(name -> !object.has(name)).forEach(name -> wrong.add("\"" + name + "\" is missing"));
        object.propertyNames().stream()
                .filter(name -> !members.contains(name))
                .forEach(name -> wrong.add("\"" + name + "\" is not allowed"));
        if (!wrong.isEmpty()) {
            throw new InvalidAuditTextException(what + " has wrong fields: " + String.join(", ", wrong));
        }
        return new StrictAuditJsonReader(object);
    }

    String text(String name) {
        JsonNode value = object.path(name);
        if (!value.isString()) {
            throw new InvalidAuditTextException("\"" + name + "\" is not a string");
        }
        return value.stringValue();
    }

    boolean isNull(String name) {
        return object.path(name).isNull();
    }

    /// Reads an exact 64-bit integer.
    long integer(String name) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new InvalidAuditTextException("\"" + name + "\" is not a 64-bit integer");
        }
        return value.longValue();
    }
}
