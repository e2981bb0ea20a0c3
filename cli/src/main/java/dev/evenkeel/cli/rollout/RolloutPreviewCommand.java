// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.PlanFileParser;
import dev.evenkeel.files.plan.PlanPreviewRequest;
import dev.evenkeel.files.plan.PlanPreviewResponse;
import dev.evenkeel.files.yaml.YamlCodec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel rollout preview` command: computes what a plan can detect, how long it takes, and the harm
/// before a rollback, at given traffic.
@Command(
        description = {
            "Previews what a plan proves, how long it takes, and what a bad candidate costs.",
            "For each step, it shows the time until proof, and the time and cost until rollback of candidates that",
            "fail 1.5, 2, 5 and 10 times as often as control. Needs no server.",
            "",
            "Example:",
            "  ./evenkeel rollout preview standard --rps 200 --base-rate 0.005 --money-per-failure 40",
            ""
        },
        footer = "%nExit code: 0; 1 if a step cannot be proven within 24 hours at this traffic; 2 if the plan or an"
                + " option is invalid.")
public final class RolloutPreviewCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "PLAN",
            description =
                    "careful, fast, shadow-first, standard, or a file: a plan or a manifest of kind RolloutPlan, in"
                            + " JSON (.json) or YAML (.yaml, .yml).")
    private String plan = "";

    @Option(names = "--rps", paramLabel = "N", description = "Calls per second of the whole service, such as 200.")
    private @Nullable String callsPerSecond;

    @Option(
            names = "--base-rate",
            paramLabel = "P",
            description = "Share of calls that fail today, such as 0.005 for 1 in 200.")
    private @Nullable String baseRate;

    @Option(names = "--money-per-failure", paramLabel = "M", description = "Cost of a failed call, in your currency.")
    private @Nullable String moneyPerFailure;

    @Option(
            names = "--calls-per-unit",
            paramLabel = "N",
            description = "Calls of one unit (targeting key) during a step (default: 1).")
    private @Nullable String callsPerUnit;

    @Option(names = "--json", description = "Print one JSON object, in the format of the HTTP API.")
    private boolean json;

    public RolloutPreviewCommand() {}

    @Override
    public Integer call() {
        PlanPreviewRequest request = toRequest();
        PlanPreview preview = PlanPreview.compute(request.plan(), request.traffic());
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        command.getOut()
                .println(
                        json
                                ? JsonTextParser.STRICT
                                        .writerWithDefaultPrettyPrinter()
                                        .writeValueAsString(PlanPreviewResponse.of(preview))
                                : PlanPreviewTextFormatter.format(preview));
        command.getOut().flush();
        return preview.hasUnprovableStep() ? 1 : 0;
    }

    private PlanPreviewRequest toRequest() {
        var errors = new ValidationErrors();
        ObjectNode body = JsonTextParser.STRICT.createObjectNode();
        readPlan(body, errors);
        options().forEach((field, text) -> put(body, field, text));
        PlanPreviewRequest request = PlanPreviewRequest.parse(body, NamedPlanLookup.BUILT_IN, errors);
        if (request == null) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    errors.toList().stream().map(this::line).collect(Collectors.joining(System.lineSeparator())));
        }
        return request;
    }

    private Map<String, @Nullable String> options() {
        Map<String, @Nullable String> options = new LinkedHashMap<>();
        options.put("callsPerSecond", callsPerSecond);
        options.put("baseRate", baseRate);
        options.put("moneyPerFailure", moneyPerFailure);
        options.put("callsPerUnit", callsPerUnit);
        return options;
    }

    private static void put(ObjectNode body, String field, @Nullable String text) {
        if (text != null) {
            try {
                body.put(field, new BigDecimal(text));
            } catch (NumberFormatException e) {
                body.put(field, text);
            }
        }
    }

    private void readPlan(ObjectNode body, ValidationErrors errors) {
        if (!plan.matches(".*[./\\\\].*") && !Files.exists(Path.of(plan))) {
            body.put("plan", plan);
            return;
        }
        try {
            String text = Files.readString(Path.of(plan));
            body.set(
                    "plan",
                    PlanFileParser.parse(JsonTextParser.STRICT.readTree(
                            plan.matches(".*\\.ya?ml") ? YamlCodec.toJson(text) : text)));
        } catch (IOException e) {
            errors.add(
                    "/plan",
                    "cannot be read: " + IoErrorFormatter.formatReason(e),
                    "check the path, or name one of " + String.join(", ", NamedPlanLookup.BUILT_IN.listNames()));
        } catch (JacksonException | NumberFormatException e) {
            errors.add("/plan", "is not valid JSON: " + JsonTextParser.formatMessage(e), "fix the file");
        } catch (IllegalArgumentException e) {
            errors.add("/plan", String.valueOf(e.getMessage()), "fix the file");
        }
    }

    private String line(ValidationError fault) {
        String place = switch (fault.pointer()) {
            case "/callsPerSecond" -> "--rps";
            case "/baseRate" -> "--base-rate";
            case "/moneyPerFailure" -> "--money-per-failure";
            case "/callsPerUnit" -> "--calls-per-unit";
            default -> (plan + " " + fault.pointer().replaceFirst("^/plan", "")).strip();
        };
        return place + " " + fault.message() + "; " + fault.remedy();
    }
}
