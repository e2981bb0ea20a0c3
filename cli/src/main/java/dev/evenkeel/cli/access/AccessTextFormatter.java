// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.api.CredentialApi.ApiTokenResponse;
import dev.evenkeel.api.CredentialApi.SdkKey;
import dev.evenkeel.api.CredentialApi.Session;
import dev.evenkeel.api.UserApi.CurrentUserResponse;
import dev.evenkeel.api.UserApi.InvitationResponse;
import dev.evenkeel.api.UserApi.UserResponse;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.List;
import java.util.Objects;

/// A formatter of users, tokens and keys as text.
final class AccessTextFormatter {
    private AccessTextFormatter() {}

    static String formatUsers(UserResponse[] users) {
        TextTable textTable = new TextTable("NAME", "ROLES", "PROVIDER ROLES", "SIGN-IN", "LAST SIGN-IN", "DISABLED");
        for (UserResponse user : users) {
            textTable.addRow(
                    user.name(),
                    formatRoles(user.roles()),
                    formatRoles(user.providerRoles()),
                    formatSignInMethod(user),
                    TextTable.formatInstant(user.lastLoginAt()),
                    TextTable.formatInstant(user.disabledAt()));
        }
        return users.length == 0 ? "No users. To create one: ./evenkeel user create NAME" : textTable.toString();
    }

    private static String formatSignInMethod(UserResponse user) {
        return Objects.requireNonNullElse(user.provider(), user.password() ? "password" : "not set up");
    }

    static String formatInvitation(InvitationResponse invited) {
        return "Invitation link for " + invited.user().name() + ", valid once within " + invited.validForHours()
                + " hours: " + invited.invitation();
    }

    static String formatTokens(ApiTokenResponse[] tokens) {
        TextTable textTable = new TextTable("ID", "NAME", "OWNER", "ROLES", "EXPIRES", "LAST USED", "REVOKED");
        for (ApiTokenResponse token : tokens) {
            textTable.addRow(
                    token.id(),
                    token.name(),
                    Objects.requireNonNullElse(token.person(), "machine"),
                    formatRoles(token.roles()),
                    TextTable.formatInstant(token.expiresAt()),
                    TextTable.formatInstant(token.lastUsedAt()),
                    TextTable.formatInstant(token.revokedAt()));
        }
        return tokens.length == 0
                ? "No API tokens. To create one: ./evenkeel token create NAME --role ROLE --expires-in P90D"
                : textTable.toString();
    }

    static String formatKeys(SdkKey[] keys) {
        TextTable textTable = new TextTable("ID", "NAME", "CREATED BY", "CREATED", "EXPIRES", "LAST USED", "REVOKED");
        for (SdkKey key : keys) {
            textTable.addRow(
                    key.id(),
                    orDash(key.name()),
                    orDash(key.createdBy()),
                    TextTable.formatInstant(key.createdAt()),
                    TextTable.formatInstant(key.expiresAt()),
                    TextTable.formatInstant(key.lastUsedAt()),
                    TextTable.formatInstant(key.revokedAt()));
        }
        return keys.length == 0 ? "No SDK keys. To create one: ./evenkeel sdk-key create" : textTable.toString();
    }

    static String formatSessions(Session[] sessions) {
        TextTable textTable = new TextTable("ID", "USER", "CREATED", "LAST USED", "EXPIRES");
        for (Session session : sessions) {
            textTable.addRow(
                    session.id(),
                    session.person(),
                    TextTable.formatInstant(session.createdAt()),
                    TextTable.formatInstant(session.seenAt()),
                    TextTable.formatInstant(session.expiresAt()));
        }
        return sessions.length == 0 ? "No console sessions." : textTable.toString();
    }

    static String formatCurrentUser(CurrentUserResponse me) {
        TextTable textTable = new TextTable("SERVICE", "PERMISSIONS");
        me.rights()
                .forEach((service, rights) ->
                        textTable.addRow(service.equals("*") ? "all" : service, String.join(", ", rights)));
        return me.name() + System.lineSeparator() + System.lineSeparator() + textTable;
    }

    /// Formats roles, separated by commas.
    static String formatRoles(List<String> roles) {
        return roles.isEmpty() ? "none" : String.join(", ", roles);
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
