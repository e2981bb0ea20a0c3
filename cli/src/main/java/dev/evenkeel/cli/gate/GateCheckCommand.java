// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.GateApi.GateCheckResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.WaitOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel gate check` command: shows the result of every gate for a change that would start now.
@Command(
        description = {
            "Evaluates the gates for a change that would start now, without starting it.",
            "Name the flag of the change or, for a deployment without a flag, the service.",
            "",
            "Examples:",
            "  ./evenkeel gate check payment-core --service payments",
            "  ./evenkeel gate check --service payments",
            "  ./evenkeel gate check --service payments --wait --timeout PT20M",
            ""
        },
        footer = "%nExit code: 0 if the change may start, 1 if a required gate is closed or the service is unknown.\n"
                + "With --wait, a gate that is still closed after --timeout gives 124.")
public final class GateCheckCommand extends AbstractServerCommand {
    private static final long POLL_MILLIS = 2_000;

    @Parameters(arity = "0..1", paramLabel = "FLAG", description = "Key of the flag, if the change has one.")
    private @Nullable String flag;

    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.SERVICE)
    private @Nullable String service;

    @Option(names = "--class", paramLabel = "CLASS", defaultValue = "normal", description = OptionDescriptions.CLASS)
    private String changeClass = "normal";

    @Option(names = "--wait", description = "Wait until all required gates are open.")
    private boolean wait;

    @Mixin
    private WaitOptions waitOptions = new WaitOptions();

    public GateCheckCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String question = subject() + "/gates?changeClass=" + ServerApiClient.urlEncode(changeClass) + whose();
        var report = api.get(question, GateCheckResponse.class);
        if (wait) {
            report = awaitOpenGates(api, question, report);
        }
        return new CommandResult(
                report.body(),
                GateTextFormatter.formatReport(report.value()),
                report.value().open() ? 0 : 1);
    }

    private TypedResponse<GateCheckResponse> awaitOpenGates(
            ServerApiClient api, String question, TypedResponse<GateCheckResponse> first) throws InterruptedException {
        WaitOptions.Deadline limit = waitOptions.startDeadline();
        TypedResponse<GateCheckResponse> report = first;
        while (!report.value().open()) {
            limit.checkNotExpired(GateTextFormatter.formatReport(report.value()) + System.lineSeparator()
                    + "The gates are still closed");
            Thread.sleep(POLL_MILLIS);
            report = waitOptions.retryWhileUnavailable(() -> api.get(question, GateCheckResponse.class), limit);
        }
        return report;
    }

    private String subject() {
        if (flag != null) {
            return flagPath(flag);
        }
        if (service == null) {
            throw usageError("FLAG and --service are missing. Name the flag of the change, or its service.");
        }
        return environmentPath("/services/" + ServerApiClient.urlEncode(service));
    }

    private String whose() {
        return flag == null || service == null ? "" : "&service=" + ServerApiClient.urlEncode(service);
    }
}
