// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.WaitOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel change gates` command: shows the result of every gate for a change that would start now.
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
            "  ./evenkeel change gates --service payments --wait --timeout PT20M",
            ""
        },
        footer =
                "%nExit code: 0 when the change may start, 1 when a gate that is required is closed, 124 when one still is so\n"
                        + "after --timeout.")
public final class ChangeGatesCommand extends AbstractServerCommand {
    private static final long POLL_MILLIS = 2_000;

    @Parameters(arity = "0..1", paramLabel = "FLAG", description = "The flag that leads the change, if one does.")
    private @Nullable String flag;

    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.SERVICE)
    private @Nullable String service;

    @Option(names = "--class", paramLabel = "CLASS", defaultValue = "normal", description = OptionDescriptions.CLASS)
    private String changeClass = "normal";

    @Option(names = "--wait", description = "Waits until every gate that is required is open.")
    private boolean wait;

    @Mixin
    private WaitOptions waitOptions = new WaitOptions();

    public ChangeGatesCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String question = subject() + "/gates?changeClass=" + ServerApiClient.urlEncode(changeClass) + whose();
        JsonNode report = api.get(question).body();
        if (wait) {
            report = awaitOpenGates(api, question, report);
        }
        return new CommandResult(
                report,
                GateTextFormatter.formatReport(report),
                report.path("open").asBoolean() ? 0 : 1);
    }

    private JsonNode awaitOpenGates(ServerApiClient api, String question, JsonNode first) throws InterruptedException {
        WaitOptions.Deadline limit = waitOptions.startDeadline();
        JsonNode report = first;
        while (!report.path("open").asBoolean()) {
            limit.checkNotExpired(
                    GateTextFormatter.formatReport(report) + System.lineSeparator() + "The gates are closed");
            Thread.sleep(POLL_MILLIS);
            report = waitOptions.retryWhileUnavailable(() -> api.get(question).body(), limit);
        }
        return report;
    }

    private String subject() {
        if (flag != null) {
            return flagPath(flag);
        }
        if (service == null) {
            throw usageError("name the flag that leads the change, or with --service whose change it is");
        }
        return environmentPath("/services/" + ServerApiClient.urlEncode(service));
    }

    private String whose() {
        return flag == null || service == null ? "" : "&service=" + ServerApiClient.urlEncode(service);
    }
}
