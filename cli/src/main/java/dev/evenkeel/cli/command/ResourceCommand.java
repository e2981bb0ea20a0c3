// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.cli.command.CommandGroup.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.node.ObjectNode;

/// A command that sends one request without a body; [Resource] declares it.
///
/// @param <T> record of the response, or `JsonNode`
@Command
public final class ResourceCommand<T> extends AbstractServerCommand {
    private final Resource resource;
    private final String method;
    private final Class<T> type;
    private final BiFunction<T, String, String> formatter;
    private final Map<String, OptionSpec> queryOptions = new LinkedHashMap<>();
    private @Nullable PositionalParamSpec argument;
    private @Nullable Predicate<T> isNegative;
    private String done = "";
    private String help = "";

    /// @param resource its path is the one of the request
    /// @param method GET, POST or DELETE
    /// @param formatter of the response and the argument, or without an argument the name of the environment
    ResourceCommand(Resource resource, String method, Class<T> type, BiFunction<T, String, String> formatter) {
        this.resource = resource;
        this.method = method;
        this.type = type;
        this.formatter = formatter;
    }

    /* The field of the result of a DELETE request, whose response is empty. */
    ResourceCommand<T> done(String participle) {
        done = participle;
        return this;
    }

    /// Adds the option `--reason`, which the request sends as the parameter `reason`.
    public ResourceCommand<T> reason() {
        return filter("--reason", "TEXT", OptionDescriptions.REASON, "reason");
    }

    /// Adds the option `--service`, which the request sends as the parameter `service`.
    public ResourceCommand<T> serviceFilter() {
        return filter("--service", "KEY", OptionDescriptions.ONLY_SERVICE, "service");
    }

    /// Adds the option `--limit`, which the request sends as the parameter `limit`.
    public ResourceCommand<T> limit(int defaultLimit) {
        return add(
                "limit",
                option("--limit", "N", OptionDescriptions.LIMIT)
                        .type(int.class)
                        .defaultValue(Integer.toString(defaultLimit)));
    }

    /// Adds an option that the request sends as a parameter, unless it is empty.
    ///
    /// @param parameter name in the query string
    public ResourceCommand<T> filter(String option, String label, String description, String parameter) {
        return add(parameter, option(option, label, description).type(String.class));
    }

    /// As [#filter], for whole numbers.
    public ResourceCommand<T> numberFilter(String option, String label, String description, String parameter) {
        return add(parameter, option(option, label, description).type(long.class));
    }

    /// Adds the condition of exit code 1.
    public ResourceCommand<T> negativeIf(Predicate<T> condition) {
        isNegative = condition;
        return this;
    }

    /// Completes the declaration.
    ///
    /// @param text description and examples, in picocli's format
    public Verb verb(String name, String text) {
        help = text;
        return new Verb(name, null, this::toSpec);
    }

    private static OptionSpec.Builder option(String name, String label, String description) {
        return OptionSpec.builder(name).paramLabel(label).description(description);
    }

    private ResourceCommand<T> add(String parameter, OptionSpec.Builder option) {
        queryOptions.put(parameter, option.build());
        return this;
    }

    private CommandSpec toSpec() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(this);
        spec.usageMessage()
                .description(Stream.concat(help.lines(), Stream.of("")).toArray(String[]::new));
        if (resource.argument() != null) {
            argument = PositionalParamSpec.builder()
                    .index("0")
                    .arity("1")
                    .required(true)
                    .paramLabel(resource.argument().label())
                    .description(resource.argument().description())
                    .type(resource.argument().type())
                    .build();
            spec.addPositional(argument);
        }
        queryOptions.values().forEach(spec::addOption);
        return spec;
    }

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String subject = argument == null ? environment() : String.valueOf(argument.<Object>getValue());
        TypedResponse<T> response = send(api, subject);
        return new CommandResult(
                response.body(),
                formatter.apply(response.value(), subject),
                isNegative != null && isNegative.test(response.value()) ? 1 : 0);
    }

    private TypedResponse<T> send(ServerApiClient api, String subject) throws InterruptedException {
        String path = resource.path().replace(Resource.ARGUMENT, ServerApiClient.urlEncode(subject)) + query();
        String fullPath = resource.isInEnvironment() ? environmentPath(path) : path;
        return switch (method) {
            case "GET" -> api.get(fullPath, type);
            case "POST" -> api.post(fullPath, type);
            default -> {
                api.delete(fullPath);
                String name = Objects.requireNonNull(resource.argument()).label();
                ObjectNode result = ServerApiClient.JSON
                        .createObjectNode()
                        .put(name.toLowerCase(Locale.ROOT), subject)
                        .put(done, true);
                yield new TypedResponse<>(type.cast(result), result);
            }
        };
    }

    private String query() {
        List<String> parameters = new ArrayList<>();
        queryOptions.forEach((name, option) -> {
            String value = Objects.toString(option.getValue(), "");
            if (!value.isEmpty()) {
                parameters.add(name + "=" + ServerApiClient.urlEncode(value));
            }
        });
        String separator = resource.path().contains("?") ? "&" : "?";
        return parameters.isEmpty() ? "" : separator + String.join("&", parameters);
    }
}
