// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A formatter of users, tokens and keys as text.
final class AccessTextFormatter {
    private AccessTextFormatter() {}

    static String formatPeople(JsonNode people) {
        TextTable textTable = new TextTable("NAME", "ROLES", "PROVIDER ROLES", "SIGN-IN", "LAST SIGN-IN", "DISABLED");
        people.forEach(person -> textTable.addRow(
                person.path("name").asString(),
                formatRoles(person.path("roles")),
                formatRoles(person.path("providerRoles")),
                formatSignInMethod(person),
                TextTable.formatInstant(person.path("lastLoginAt")),
                TextTable.formatInstant(person.path("disabledAt"))));
        return people.isEmpty() ? "No users. To create one: ./evenkeel user create NAME" : textTable.toString();
    }

    private static String formatSignInMethod(JsonNode person) {
        if (person.path("provider").isString()) {
            return person.path("provider").asString();
        }
        return person.path("password").asBoolean() ? "password" : "not set up";
    }

    static String formatInvitation(JsonNode invited) {
        return "Invitation link for " + invited.path("user").path("name").asString() + ", valid once within "
                + invited.path("validForHours").asLong() + " hours: "
                + invited.path("invitation").asString();
    }

    static String formatTokens(JsonNode tokens) {
        TextTable textTable = new TextTable("ID", "NAME", "OWNER", "ROLES", "EXPIRES", "LAST USED", "REVOKED");
        tokens.forEach(token -> textTable.addRow(
                token.path("id").asString(),
                token.path("name").asString(),
                token.path("person").asString("machine"),
                formatRoles(token.path("roles")),
                TextTable.formatInstant(token.path("expiresAt")),
                TextTable.formatInstant(token.path("lastUsedAt")),
                TextTable.formatInstant(token.path("revokedAt"))));
        return tokens.isEmpty()
                ? "No API tokens. To create one: ./evenkeel token create NAME --role ROLE --expires-in P90D"
                : textTable.toString();
    }

    static String formatKeys(JsonNode keys) {
        TextTable textTable = new TextTable("ID", "NAME", "CREATED BY", "CREATED", "EXPIRES", "LAST USED", "REVOKED");
        keys.forEach(key -> textTable.addRow(
                key.path("id").asString(),
                orDash(key.path("name").asString()),
                orDash(key.path("createdBy").asString()),
                TextTable.formatInstant(key.path("createdAt")),
                TextTable.formatInstant(key.path("expiresAt")),
                TextTable.formatInstant(key.path("lastUsedAt")),
                TextTable.formatInstant(key.path("revokedAt"))));
        return keys.isEmpty() ? "No SDK keys. To create one: ./evenkeel sdk-key create" : textTable.toString();
    }

    static String formatSessions(JsonNode sessions) {
        TextTable textTable = new TextTable("ID", "USER", "CREATED", "LAST USED", "EXPIRES");
        sessions.forEach(session -> textTable.addRow(
                session.path("id").asString(),
                session.path("person").asString(),
                TextTable.formatInstant(session.path("createdAt")),
                TextTable.formatInstant(session.path("seenAt")),
                TextTable.formatInstant(session.path("expiresAt"))));
        return sessions.isEmpty() ? "No console sessions." : textTable.toString();
    }

    static String formatCurrentUser(JsonNode me) {
        TextTable textTable = new TextTable("SERVICE", "PERMISSIONS");
        me.path("rights")
                .properties()
                .forEach(entry ->
                        textTable.addRow(entry.getKey().equals("*") ? "all" : entry.getKey(), join(entry.getValue())));
        return me.path("name").asString() + System.lineSeparator() + System.lineSeparator() + textTable;
    }

    /// Formats roles, separated by commas.
    static String formatRoles(JsonNode roles) {
        return roles.isEmpty() ? "none" : join(roles);
    }

    private static String join(JsonNode texts) {
        return texts.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
