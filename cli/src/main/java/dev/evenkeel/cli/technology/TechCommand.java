// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.api.TechnologyApi.TechnologyResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel tech` commands: manage the technology radar and innovation tokens.
@Command(description = "Manage the technology radar and innovation tokens.")
public final class TechCommand extends CommandGroup {
    private static final Resource TECHNOLOGIES =
            Resource.at("/api/v1/technologies").argument("KEY", "Key of the technology.");

    public TechCommand() {
        super(
                TECHNOLOGIES
                        .list(TechnologyResponse[].class, TechTextFormatter::formatTable)
                        .verb("list", """
                        Lists the technologies with their ring, running hours and incidents.

                        Example:
                          ./evenkeel tech list
                        """),
                TECHNOLOGIES
                        .show(TechnologyResponse.class, TechTextFormatter::formatTechnology)
                        .verb("show", """
                        Shows a technology: services, running hours, incidents and ring changes.

                        Example:
                          ./evenkeel tech show quarkus
                        """),
                verb("create", TechCreateCommand.class),
                verb("move", TechMoveCommand.class),
                verb("apply", TechApplyCommand.class),
                verb("tokens", TechTokensCommand.class),
                verb("sbom-diff", TechSbomDiffCommand.class));
    }
}
