// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import dev.evenkeel.server.foundation.security.access.ServiceScopedRole;
import dev.evenkeel.server.foundation.web.ReasonAndExpiryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Parser of requests about people, tokens and keys. Reports all problems at once.
final class IdentityRequestParser {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");
    private static final String NAME_RULE = "1 to 100 letters, digits and . _ @ + -, starting with a letter or digit";
    /// Names in the audit log that belong to no person.
    private static final Set<String> TAKEN = Set.of(RequestAuthenticator.ADMIN_NAME, "evenkeel", "guard");

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final int LONGEST_TEXT = 200;
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private IdentityRequestParser() {}

    /// Whether the name is valid for a person.
    static boolean isValidName(String name) {
        return NAME.matcher(name).matches() && !TAKEN.contains(name.toLowerCase(Locale.ROOT));
    }

    /// A person to be added.
    record NewUser(String name, String displayName, List<ServiceScopedRole> roles, String reason) {
        NewUser {
            roles = List.copyOf(roles);
        }
    }

    static NewUser parsePerson(@Nullable JsonNode body) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors)
                .rejectUnknownFields(Set.of("name", "displayName", "roles", "reason"));
        String name = fields.text("name", "").strip();
        if (!isValidName(name)) {
            errors.add(
                    fields.pointerTo("name"),
                    name.isEmpty() ? "is missing" : "is not a valid username: \"" + name + "\"",
                    "use " + NAME_RULE + "; reserved: "
                            + String.join(", ", TAKEN.stream().sorted().toList()));
        }
        String display = fields.text("displayName", "").strip();
        if (display.length() > LONGEST_TEXT) {
            errors.add(
                    fields.pointerTo("displayName"),
                    "is longer than " + LONGEST_TEXT + " characters",
                    "use a shorter name");
        }
        List<ServiceScopedRole> roles = readRoles(fields);
        String reason = fields.text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, "The user was not created.");
        return new NewUser(name, display, roles, reason);
    }

    /// Roles to be assigned, with the reason.
    record NewRoles(List<ServiceScopedRole> roles, String reason) {
        NewRoles {
            roles = List.copyOf(roles);
        }
    }

    static NewRoles parseRoles(@Nullable JsonNode body) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(Set.of("roles", "reason"));
        if (fields.find("roles") == null) {
            errors.add(fields.pointerTo("roles"), "is missing", "list all roles of the user, or send [] for none");
        }
        List<ServiceScopedRole> roles = readRoles(fields);
        String reason = fields.text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, "The roles were not changed.");
        return new NewRoles(roles, reason);
    }

    /// A token to be created.
    ///
    /// @param isMachine whether it belongs to no person
    record NewToken(String name, boolean isMachine, List<ServiceScopedRole> roles, Instant expiresAt) {
        NewToken {
            roles = List.copyOf(roles);
        }
    }

    static NewToken parseToken(@Nullable JsonNode body, Instant now) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors)
                .rejectUnknownFields(Set.of("name", "machine", "roles", "expiresAt"));
        String name = readLabel(fields);
        List<ServiceScopedRole> roles = readRoles(fields);
        if (roles.isEmpty() && errors.toList().isEmpty()) {
            errors.add(
                    fields.pointerTo("roles"),
                    "is missing or empty",
                    "list the roles of the token, such as \"author@payments\"");
        }
        boolean machine = fields.bool("machine", false);
        Instant until = ReasonAndExpiryReader.readExpiry(fields, now, LONGEST_LIFE);
        ValidationErrorMapper.throwIfAny(errors, "The token was not created.");
        return new NewToken(name, machine, roles, until);
    }

    /// An SDK key to be created.
    record NewSdkKeyInput(String name, @Nullable Instant expiresAt) {}

    static NewSdkKeyInput parseKey(@Nullable JsonNode body, Instant now) {
        var errors = new ValidationErrors();
        JsonObjectReader fields =
                new JsonObjectReader(body, "", errors).rejectUnknownFields(Set.of("name", "expiresAt"));
        String name = fields.find("name") == null ? "" : readLabel(fields);
        Instant until = fields.find("expiresAt") == null
                ? null
                : ReasonAndExpiryReader.readExpiry(fields, now, LONGEST_LIFE.multipliedBy(10));
        ValidationErrorMapper.throwIfAny(errors, "The SDK key was not created.");
        return new NewSdkKeyInput(name, until);
    }

    private static String readLabel(JsonObjectReader fields) {
        String name = fields.text("name", "").strip();
        if (!LABEL.matcher(name).matches()) {
            fields.errors()
                    .add(
                            fields.pointerTo("name"),
                            name.isEmpty() ? "is missing" : "is not a valid name: \"" + name + "\"",
                            "use 1 to 63 letters, digits and . _ -, such as ci-payments");
        }
        return name;
    }

    private static List<ServiceScopedRole> readRoles(JsonObjectReader fields) {
        List<String> texts = fields.texts("roles", List.of());
        List<ServiceScopedRole> roles = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            int index = i;
            ServiceScopedRole.parse(text)
                    .ifPresentOrElse(
                            roles::add,
                            () -> fields.errors()
                                    .add(
                                            fields.pointerTo("roles") + "/" + index,
                                            "is not a valid role: \"" + text + "\"",
                                            "allowed: viewer, author, approver, operator, admin; add @SERVICE to limit"
                                                    + " it to one service"));
        }
        return roles.stream().distinct().sorted().toList();
    }
}
