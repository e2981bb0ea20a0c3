// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A base class of commands that act on one user, with a reason.
abstract class AbstractUserActionCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Username.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    /// Returns the name of the user.
    final String name() {
        return name;
    }

    /// Returns the API path of an action on the user.
    ///
    /// @param order name of the action, with a leading slash
    final String actionPath(String order) {
        return "/api/v1/users/" + ServerApiClient.urlEncode(name) + order + "?reason="
                + ServerApiClient.urlEncode(reason);
    }
}
