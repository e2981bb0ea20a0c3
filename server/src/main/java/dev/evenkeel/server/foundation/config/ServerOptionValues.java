// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.server.foundation.config.ServerOption.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The values of the options of `serve`: from the command line, else from environment variables, else from the
/// configuration file, else the defaults. Immutable.
public final class ServerOptionValues {
    private static final JsonMapper JSON = new JsonMapper();
    static final int MAX_PORT = 65_535;

    /// A value that the user set.
    ///
    /// @param name name under which it was set, for messages
    /// @param origin where it was set, for the settings page
    record GivenValue(String name, String origin, List<String> texts) {}

    private final Map<ServerOption, GivenValue> given;
    private final Map<String, String> environment;

    private ServerOptionValues(Map<ServerOption, GivenValue> given, Map<String, String> environment) {
        this.given = given;
        this.environment = environment;
    }

    /// Reads the command line, the environment variables and the configuration file.
    ///
    /// @throws CommandLineUsageException on an unknown option, a missing value, or an invalid file
    static ServerOptionValues read(List<String> arguments, Map<String, String> environment) {
        Map<ServerOption, GivenValue> set = readVariables(environment);
        set.putAll(readArguments(arguments));
        GivenValue config = set.get(ServerOption.CONFIG);
        if (config != null) {
            readFile(toPath(config.name(), config.texts().getLast())).forEach(set::putIfAbsent);
        }
        return new ServerOptionValues(set, environment);
    }

    private static Map<ServerOption, GivenValue> readArguments(List<String> arguments) {
        Map<ServerOption, List<String>> texts = new EnumMap<>(ServerOption.class);
        int next = 0;
        while (next < arguments.size()) {
            String argument = arguments.get(next++);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            ServerOption option = findArgument(name);
            if (equals < 0 && next == arguments.size()) {
                throw new CommandLineUsageException("Option " + name + " requires a value.");
            }
            texts.computeIfAbsent(option, ignored -> new ArrayList<>())
                    .add(equals < 0 ? arguments.get(next++) : argument.substring(equals + 1));
        }
        Map<ServerOption, GivenValue> set = new EnumMap<>(ServerOption.class);
        texts.forEach(
                (option, values) -> set.put(option, new GivenValue(option.argument(), "the command line", values)));
        return set;
    }

    private static ServerOption findArgument(String name) {
        ServerOption option = name.startsWith("--")
                ? ServerOption.findByKey(name.substring(2)).orElse(null)
                : null;
        if (option == null) {
            throw new CommandLineUsageException("Unknown option " + name + ".");
        }
        if (option.has(Trait.NO_ARGUMENT)) {
            throw new CommandLineUsageException("Unknown option " + name + ". Set " + option.variable()
                    + " instead, because other users of the machine can read arguments in the process list.");
        }
        return option;
    }

    private static Map<ServerOption, GivenValue> readVariables(Map<String, String> environment) {
        Map<ServerOption, GivenValue> set = new EnumMap<>(ServerOption.class);
        for (ServerOption option : ServerOption.values()) {
            String text = environment.getOrDefault(option.variable(), "");
            if (!text.isEmpty() && !isKubernetesServiceLink(option, text)) {
                List<String> texts = option.has(Trait.REPEATABLE)
                        ? Stream.of(text.split(","))
                                .map(String::strip)
                                .filter(part -> !part.isEmpty())
                                .toList()
                        : List.of(text);
                set.put(option, new GivenValue(option.variable(), option.variable(), texts));
            }
        }
        return set;
    }

    /* For a Kubernetes service with the name "evenkeel", every container of the namespace gets EVENKEEL_PORT=tcp://... */
    private static boolean isKubernetesServiceLink(ServerOption option, String text) {
        return option == ServerOption.PORT && text.startsWith("tcp://");
    }

    private static Map<ServerOption, GivenValue> readFile(Path file) {
        Map<ServerOption, GivenValue> set = new EnumMap<>(ServerOption.class);
        JsonNode root = parse(file);
        if (root.isNull() || root.isMissingNode()) {
            return set;
        }
        if (!root.isObject()) {
            throw new CommandLineUsageException("The configuration file " + file
                    + " must be a mapping of options, such as \"evenkeel.port: 8080\".");
        }
        root.properties().forEach(member -> {
            if (member.getKey().equals("evenkeel") && member.getValue().isObject()) {
                member.getValue()
                        .properties()
                        .forEach(nested -> put(set, file, "evenkeel." + nested.getKey(), nested.getValue()));
            } else {
                put(set, file, member.getKey(), member.getValue());
            }
        });
        return set;
    }

    private static JsonNode parse(Path file) {
        try {
            return JSON.readTree(YamlCodec.toJson(Files.readString(file)));
        } catch (NoSuchFileException e) {
            throw new CommandLineUsageException("The configuration file " + file + " does not exist.");
        } catch (IOException e) {
            throw new CommandLineUsageException("Cannot read the configuration file " + file + ": " + e.getMessage()
                    + ". Make it a text file in UTF-8 that is readable for the user who runs the server.");
        } catch (IllegalArgumentException e) {
            throw new CommandLineUsageException("The configuration file " + file + " is invalid: " + e.getMessage());
        }
    }

    private static void put(Map<ServerOption, GivenValue> set, Path file, String key, JsonNode value) {
        ServerOption option = Optional.of(key)
                .filter(name -> name.startsWith("evenkeel."))
                .flatMap(name -> ServerOption.findByKey(name.substring("evenkeel.".length())))
                .filter(known -> !known.has(Trait.NOT_IN_FILE))
                .orElseThrow(() -> new CommandLineUsageException("Unknown key " + key + " in " + file
                        + ". Keys are \"evenkeel.\" and the name of an option of serve, such as evenkeel.port."));
        String name = key + " in " + file;
        List<String> texts = value.isArray() && option.has(Trait.REPEATABLE)
                ? value.valueStream().map(part -> toText(option, name, part)).toList()
                : List.of(toText(option, name, value));
        if (set.put(option, new GivenValue(name, file.toString(), texts)) != null) {
            throw new CommandLineUsageException("The key " + key + " is set twice in " + file + ". Set it only once.");
        }
    }

    /* A number loses its leading zeros, which matters for secrets. */
    private static String toText(ServerOption option, String name, JsonNode value) {
        if (value.isString() || (value.isIntegralNumber() && !option.has(Trait.SECRET))) {
            return value.asString();
        }
        String allowed = option.has(Trait.REPEATABLE) ? "a text, or a list of texts" : "one text";
        throw new CommandLineUsageException(name + " must be " + allowed + ". Put the value into quotation marks.");
    }

    /// Returns the name under which the user set an option, for messages; the argument when it is not set.
    public String nameOf(ServerOption option) {
        GivenValue value = given.get(option);
        return value == null ? option.displayName() : value.name();
    }

    boolean isSet(ServerOption option) {
        return given.containsKey(option);
    }

    boolean isArgument(ServerOption option) {
        GivenValue value = given.get(option);
        return value != null && value.name().equals(option.argument());
    }

    Optional<GivenValue> findGiven(ServerOption option) {
        return Optional.ofNullable(given.get(option));
    }

    Map<String, String> environment() {
        return environment;
    }

    List<String> listTexts(ServerOption option) {
        GivenValue value = given.get(option);
        if (value != null) {
            return value.texts();
        }
        String usual = option.defaultValue();
        return usual == null ? List.of() : List.of(usual.split(","));
    }

    @Nullable
    String findText(ServerOption option) {
        List<String> texts = listTexts(option);
        return texts.isEmpty() ? null : texts.getLast();
    }

    /// Returns the value of an option that has a default.
    String getText(ServerOption option) {
        return Objects.requireNonNull(findText(option));
    }

    @Nullable
    Path findPath(ServerOption option) {
        String text = findText(option);
        return text == null ? null : toPath(nameOf(option), text);
    }

    List<Path> listPaths(ServerOption option) {
        return listTexts(option).stream()
                .map(text -> toPath(nameOf(option), text))
                .toList();
    }

    private static Path toPath(String name, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandLineUsageException("Invalid " + name + " \"" + text + "\". Specify a file path.");
        }
    }

    @Nullable
    Integer findPort(ServerOption option) {
        String text = findText(option);
        return text == null ? null : toPort(option, text);
    }

    /// Returns the port of an option that has a default.
    int getPort(ServerOption option) {
        return toPort(option, getText(option));
    }

    private int toPort(ServerOption option, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw invalidPort(option);
        }
        throw invalidPort(option);
    }

    private CommandLineUsageException invalidPort(ServerOption option) {
        return invalid(option, "a number from 0 to " + MAX_PORT + "; 0 selects a free port");
    }

    /// Returns the duration of an option that has a default.
    ///
    /// @param least minimum, in ISO 8601
    /// @param most maximum, in ISO 8601
    Duration getDuration(ServerOption option, String least, String most) {
        try {
            Duration time = Duration.parse(getText(option));
            if (time.compareTo(Duration.parse(least)) >= 0 && time.compareTo(Duration.parse(most)) <= 0) {
                return time;
            }
        } catch (DateTimeException e) {
            throw invalidDuration(option, least, most);
        }
        throw invalidDuration(option, least, most);
    }

    private CommandLineUsageException invalidDuration(ServerOption option, String least, String most) {
        return invalid(
                option,
                "a duration from " + least + " to " + most + ", such as " + option.defaultValue() + " for "
                        + QuantityFormatter.formatPeriod(Duration.parse(String.valueOf(option.defaultValue()))));
    }

    /// Returns the error for an invalid value, which is shown unless it may be a secret.
    ///
    /// @param allowed what is allowed
    CommandLineUsageException invalid(ServerOption option, String allowed) {
        return new CommandLineUsageException(
                "Invalid " + nameOf(option) + " \"" + findText(option) + "\". Specify " + allowed + ".");
    }
}
