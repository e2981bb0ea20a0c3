// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.http.ServerApi;
import dev.evenkeel.cli.http.ServerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `evenkeel change gates`: what every gate says of a change that would start now.
@Command(
        name = "gates",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Asks every gate about a change of this flag that would start now, and starts nothing.",
            "",
            "Example:",
            "  ./evenkeel change gates payment-core --service payments",
            ""
        },
        footer = "%nExit code: 0 when the change may start, 1 when a gate that is required is closed.")
public final class ChangeGatesCommand extends ServerCommand {
    @Parameters(paramLabel = "FLAG", description = "The flag that leads the change.")
    private String flag = "";

    @Option(names = "--service", paramLabel = "NAME", description = "The service whose change it is.")
    private @Nullable String service;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            defaultValue = "normal",
            description = "What sort of change it is, such as hotfix (default: normal).")
    private String changeClass = "normal";

    /// Created by picocli.
    public ChangeGatesCommand() {}

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        String whose = service == null ? "" : "&service=" + ServerApi.segment(service);
        JsonNode report = api.get(flagPath(flag) + "/gates?changeClass=" + ServerApi.segment(changeClass) + whose)
                .body();
        return new Result(report, GateText.report(report), report.path("open").asBoolean() ? 0 : 1);
    }
}
