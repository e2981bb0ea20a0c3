// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.OptionHelp;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// An order about one person, with a reason.
abstract class NamedPersonCommand extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "Who.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionHelp.REASON)
    private String reason = "";

    /// Who it is about.
    final String name() {
        return name;
    }

    /// The API's path of the order.
    ///
    /// @param order empty, or the order's name behind a slash
    final String orderPath(String order) {
        return "/api/v1/people/" + ServerApi.segment(name) + order + "?reason=" + ServerApi.segment(reason);
    }
}
