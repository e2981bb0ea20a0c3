// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What people read about people, tokens and keys.
final class AccessTextFormatter {
    private AccessTextFormatter() {}

    static String people(JsonNode people) {
        TextTable table = new TextTable("NAME", "ROLES", "BY PROVIDER", "SIGNS IN BY", "LAST SIGN-IN", "ENDED");
        people.forEach(person -> table.row(
                person.path("name").asString(),
                roles(person.path("roles")),
                roles(person.path("rolesOfProvider")),
                way(person),
                TextTable.second(person.path("signedInAt")),
                TextTable.second(person.path("endedAt"))));
        return people.isEmpty()
                ? "Nobody has an account. To add somebody: ./evenkeel person create NAME"
                : table.toString();
    }

    private static String way(JsonNode person) {
        if (person.path("provider").isString()) {
            return person.path("provider").asString();
        }
        return person.path("password").asBoolean() ? "password" : "nothing yet";
    }

    static String invitation(JsonNode invited) {
        return "The link for " + invited.path("person").path("name").asString() + ", for "
                + invited.path("validForHours").asLong() + " hours, once: "
                + invited.path("invitation").asString();
    }

    static String tokens(JsonNode tokens) {
        TextTable table = new TextTable("TOKEN", "NAME", "OF", "ROLES", "UNTIL", "LAST USED", "ENDED");
        tokens.forEach(token -> table.row(
                token.path("id").asString(),
                token.path("name").asString(),
                token.path("person").asString("a machine"),
                roles(token.path("roles")),
                TextTable.second(token.path("until")),
                TextTable.second(token.path("usedAt")),
                TextTable.second(token.path("endedAt"))));
        return tokens.isEmpty()
                ? "There is no token. To make one: ./evenkeel token create NAME --role ROLE"
                : table.toString();
    }

    static String keys(JsonNode keys) {
        TextTable table = new TextTable("KEY", "NAME", "MADE BY", "MADE", "UNTIL", "LAST USED", "ENDED");
        keys.forEach(key -> table.row(
                key.path("id").asString(),
                orDash(key.path("name").asString()),
                orDash(key.path("createdBy").asString()),
                TextTable.second(key.path("createdAt")),
                TextTable.second(key.path("expiresAt")),
                TextTable.second(key.path("usedAt")),
                TextTable.second(key.path("endedAt"))));
        return keys.isEmpty() ? "There is no SDK key. To make one: ./evenkeel key create" : table.toString();
    }

    static String sessions(JsonNode sessions) {
        TextTable table = new TextTable("SESSION", "OF", "OPENED", "LAST USED", "UNTIL");
        sessions.forEach(session -> table.row(
                session.path("id").asString(),
                session.path("person").asString(),
                TextTable.second(session.path("createdAt")),
                TextTable.second(session.path("seenAt")),
                TextTable.second(session.path("expiresAt"))));
        return sessions.isEmpty() ? "Nobody is signed in." : table.toString();
    }

    static String me(JsonNode me) {
        TextTable table = new TextTable("SERVICE", "RIGHTS");
        me.path("rights")
                .properties()
                .forEach(entry ->
                        table.row(entry.getKey().equals("*") ? "all" : entry.getKey(), join(entry.getValue())));
        return me.path("name").asString() + System.lineSeparator() + System.lineSeparator() + table;
    }

    /// Roles between commas.
    static String roles(JsonNode roles) {
        return roles.isEmpty() ? "no role" : join(roles);
    }

    private static String join(JsonNode texts) {
        return texts.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
