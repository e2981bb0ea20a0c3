// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import dev.evenkeel.server.foundation.security.access.RoleGrant;
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

/// Reads what people send about people, tokens and keys. Everything that is wrong is told at once.
final class PersonRequestParser {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");
    private static final String NAME_RULE = "1 to 100 letters, digits and . _ @ + -, the first a letter or digit";
    /// Who stands in the ledger without being a person.
    private static final Set<String> TAKEN = Set.of(RequestAuthenticator.ADMIN, "evenkeel", "guard");

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final int LONGEST_TEXT = 200;
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private PersonRequestParser() {}

    /// Whether somebody may be called that.
    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !TAKEN.contains(name.toLowerCase(Locale.ROOT));
    }

    /// Somebody as they are to be added.
    record NewPerson(String name, String displayName, List<RoleGrant> roles, String reason) {
        NewPerson {
            roles = List.copyOf(roles);
        }
    }

    static NewPerson person(@Nullable JsonNode body) {
        var faults = new ValidationErrors();
        JsonObjectReader fields =
                new JsonObjectReader(body, "", faults).only(Set.of("name", "displayName", "roles", "reason"));
        String name = fields.text("name", "").strip();
        if (!isName(name)) {
            faults.add(
                    fields.at("name"),
                    name.isEmpty() ? "is missing" : "\"" + name + "\" is no name that can be given",
                    "use " + NAME_RULE + "; not "
                            + String.join(", ", TAKEN.stream().sorted().toList()));
        }
        String display = fields.text("displayName", "").strip();
        if (display.length() > LONGEST_TEXT) {
            faults.add(fields.at("displayName"), "is longer than " + LONGEST_TEXT + " characters", "shorten it");
        }
        List<RoleGrant> roles = roles(fields);
        String reason = fields.text("reason", "");
        RequestValidation.throwIfAny(faults, "Nobody was added.");
        return new NewPerson(name, display, roles, reason);
    }

    /// Roles and why somebody gets them.
    record NewRoles(List<RoleGrant> roles, String reason) {
        NewRoles {
            roles = List.copyOf(roles);
        }
    }

    static NewRoles newRoles(@Nullable JsonNode body) {
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(Set.of("roles", "reason"));
        if (fields.find("roles") == null) {
            faults.add(fields.at("roles"), "is missing", "list all roles that they shall have, [] for none");
        }
        List<RoleGrant> roles = roles(fields);
        String reason = fields.text("reason", "");
        RequestValidation.throwIfAny(faults, "The roles stay as they are.");
        return new NewRoles(roles, reason);
    }

    /// A token as it is wanted.
    ///
    /// @param machine whether it belongs to nobody
    record NewToken(String name, boolean machine, List<RoleGrant> roles, Instant until) {
        NewToken {
            roles = List.copyOf(roles);
        }
    }

    static NewToken token(@Nullable JsonNode body, Instant now) {
        var faults = new ValidationErrors();
        JsonObjectReader fields =
                new JsonObjectReader(body, "", faults).only(Set.of("name", "machine", "roles", "until"));
        String name = label(fields);
        List<RoleGrant> roles = roles(fields);
        if (roles.isEmpty() && faults.all().isEmpty()) {
            faults.add(
                    fields.at("roles"),
                    "is missing or empty",
                    "list what the token may do, such as \"author@payments\"");
        }
        boolean machine = fields.truth("machine", false);
        Instant until = ReasonAndExpiryReader.until(fields, now, LONGEST_LIFE);
        RequestValidation.throwIfAny(faults, "No token was made.");
        return new NewToken(name, machine, roles, until);
    }

    /// A key of services as it is wanted.
    record NewKey(String name, @Nullable Instant until) {}

    static NewKey key(@Nullable JsonNode body, Instant now) {
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(Set.of("name", "until"));
        String name = fields.find("name") == null ? "" : label(fields);
        Instant until = fields.find("until") == null
                ? null
                : ReasonAndExpiryReader.until(fields, now, LONGEST_LIFE.multipliedBy(10));
        RequestValidation.throwIfAny(faults, "No key was made.");
        return new NewKey(name, until);
    }

    private static String label(JsonObjectReader fields) {
        String name = fields.text("name", "").strip();
        if (!LABEL.matcher(name).matches()) {
            fields.faults()
                    .add(
                            fields.at("name"),
                            name.isEmpty() ? "is missing" : "\"" + name + "\" is no name",
                            "say what it is for in 1 to 63 letters, digits and . _ -, such as ci-payments");
        }
        return name;
    }

    private static List<RoleGrant> roles(JsonObjectReader fields) {
        List<String> texts = fields.texts("roles", List.of());
        List<RoleGrant> roles = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            int index = i;
            RoleGrant.parse(text)
                    .ifPresentOrElse(
                            roles::add,
                            () -> fields.faults()
                                    .add(
                                            fields.at("roles") + "/" + index,
                                            "\"" + text + "\" is no role",
                                            "use viewer, author, approver, operator or admin, with @SERVICE for one service"));
        }
        return roles.stream().distinct().sorted().toList();
    }
}
