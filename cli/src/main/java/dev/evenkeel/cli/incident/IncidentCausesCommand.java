// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import picocli.CommandLine.Command;

/// The `evenkeel incident causes` command, an alias of `evenkeel cause list`.
@Command(
        name = "causes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Orders causes by the harm that came from them, as cause list does.",
            "",
            "Example:",
            "  ./evenkeel incident causes --by minutes",
            ""
        })
final class IncidentCausesCommand extends CauseListCommand {}
