// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A request to report or erase data of a targeting key. It is not validated by its JSON Schema, because errors must
/// not quote its values.
///
/// @param key targeting key, 1 to 4096 characters
/// @param environment only in this environment; empty for all environments
/// @param reason reason for the audit log; empty for none
record TargetingKeyRequest(String key, String environment, String reason) {
    private static final int LONGEST_KEY = 4_096;
    private static final Set<String> MEMBERS = Set.of("key", "environment", "reason");

    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static TargetingKeyRequest parse(@Nullable JsonNode body) {
        var errors = new ValidationErrors();
        if (body == null || !body.isObject()) {
            errors.add("", "must be an object", "send {\"key\":\"…\"}");
            ValidationErrorMapper.throwIfAny(errors, "The request was not processed.");
            throw new IllegalStateException("faults are thrown");
        }
        if (!MEMBERS.containsAll(body.propertyNames())) {
            errors.add("", "has unknown fields; allowed: key, environment, reason", "remove the other fields");
        }
        String key = text(body, "key", errors);
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            errors.add("/key", "must have 1 to " + LONGEST_KEY + " characters", "send the targeting key unchanged");
        }
        String reason = text(body, "reason", errors);
        if (!key.isEmpty() && new TargetingKeyTextMatcher(key).test(reason)) {
            errors.add("/reason", "contains the key", "the audit log keeps reasons permanently: omit the key");
        }
        var request = new TargetingKeyRequest(key, text(body, "environment", errors), reason);
        ValidationErrorMapper.throwIfAny(errors, "The request was not processed.");
        return request;
    }

    private static String text(JsonNode body, String name, ValidationErrors errors) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            errors.add("/" + name, "must be a string", "put the value in quotes");
            return "";
        }
        return value.stringValue();
    }

    /// Omits the key.
    @Override
    public String toString() {
        return "TargetingKeyRequest";
    }
}
