// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// An order about one person, with a reason.
abstract class PersonActionCommand extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "Who.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    /// Who it is about.
    final String name() {
        return name;
    }

    /// The API's path of the order.
    ///
    /// @param order empty, or the order's name behind a slash
    final String orderPath(String order) {
        return "/api/v1/people/" + ServerApiClient.segment(name) + order + "?reason=" + ServerApiClient.segment(reason);
    }
}
