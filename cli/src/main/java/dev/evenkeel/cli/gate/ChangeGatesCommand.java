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
            "Asks every gate about a change that would start now, and starts nothing: one that a flag leads, or, from a",
            "pipeline, one of a service without any flag.",
            "",
            "Examples:",
            "  ./evenkeel change gates payment-core --service payments",
            "  ./evenkeel change gates --service payments",
            ""
        },
        footer = "%nExit code: 0 when the change may start, 1 when a gate that is required is closed.")
public final class ChangeGatesCommand extends ServerCommand {
    @Parameters(arity = "0..1", paramLabel = "FLAG", description = "The flag that leads the change, if one does.")
    private @Nullable String flag;

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
        JsonNode report = api.get(subject() + "/gates?changeClass=" + ServerApi.segment(changeClass) + whose())
                .body();
        return new Result(report, GateText.report(report), report.path("open").asBoolean() ? 0 : 1);
    }

    private String subject() {
        if (flag != null) {
            return flagPath(flag);
        }
        if (service == null) {
            throw misuse("name the flag that leads the change, or with --service whose change it is");
        }
        return path("/services/" + ServerApi.segment(service));
    }

    private String whose() {
        return flag == null || service == null ? "" : "&service=" + ServerApi.segment(service);
    }
}
