// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.api.CredentialApi.Session;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel session` commands: list and revoke console sessions.
@Command(description = "List and revoke console sessions.")
public final class UserSessionCommand extends CommandGroup {
    private static final Resource SESSIONS =
            Resource.at("/api/v1/sessions").argument("SESSION", "ID of the session, as shown by session list.");

    public UserSessionCommand() {
        super(
                SESSIONS.list(Session[].class, AccessTextFormatter::formatSessions)
                        .verb("list", """
                        Lists your console sessions; administrators see the sessions of all users.

                        Example:
                          ./evenkeel session list
                        """),
                SESSIONS.delete("Session %s", "revoked").verb("revoke", """
                        Revokes a console session. The browser must sign in again.

                        Example:
                          ./evenkeel session revoke s-5f0c31a2b4d6e8f0
                        """));
    }
}
