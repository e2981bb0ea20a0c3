// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.manifest;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.files.yaml.YamlCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The documents of manifest files and folders, in the order of their names.
///
/// @param documents documents, with the secrets that `fromEnv` names and the environment has
/// @param places location of each document, for messages
record ManifestFiles(List<ObjectNode> documents, List<String> places) {
    private static final Pattern OBJECT = Pattern.compile("/objects/(\\d+)");
    private static final List<String> ENDS = List.of(".yaml", ".yml", ".json");
    private static final String FROM = "fromEnv";

    ManifestFiles {
        documents = List.copyOf(documents);
        places = List.copyOf(places);
    }

    /// Thrown when a file cannot be read as manifest; the message names the file and the reason.
    static final class InvalidManifestFileException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private InvalidManifestFileException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// Reads files, and the YAML and JSON files in folders except hidden ones.
    ///
    /// @param environment environment variables
    /// @throws InvalidManifestFileException when a file cannot be read, or there are no documents
    static ManifestFiles read(List<Path> paths, Map<String, String> environment) {
        List<ObjectNode> documents = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (Path file : files(paths)) {
            List<String> texts = documents(file);
            for (int i = 0; i < texts.size(); i++) {
                JsonNode document = ServerApiClient.JSON.readTree(texts.get(i));
                String place = texts.size() == 1 ? file.toString() : file + ", document " + (i + 1);
                if (document instanceof ObjectNode object) {
                    fillFromEnvironment(object.path("spec"), environment);
                    documents.add(object);
                    places.add(place);
                } else if (!document.isNull()) {
                    throw new InvalidManifestFileException(place + " is not an object.", null);
                }
            }
        }
        if (documents.isEmpty()) {
            throw new InvalidManifestFileException(
                    "No objects in " + paths + ". Name YAML or JSON files, or folders with such files.", null);
        }
        return new ManifestFiles(documents, places);
    }

    private static List<Path> files(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> below = Files.walk(path)) {
                below.filter(Files::isRegularFile)
                        .filter(file -> ENDS.stream().anyMatch(file.toString()::endsWith) && !isHidden(path, file))
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw new InvalidManifestFileException(
                        "Cannot read folder " + path + ". Check that it exists and is readable.", e);
            }
        }
        return files.stream().distinct().toList();
    }

    private static boolean isHidden(Path folder, Path file) {
        for (Path part : folder.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static List<String> documents(Path file) {
        try {
            String text = Files.readString(file);
            if (file.toString().endsWith(".json")) {
                ServerApiClient.JSON.readTree(text);
                return List.of(text);
            }
            return YamlCodec.toJsonDocuments(text);
        } catch (IOException e) {
            throw new InvalidManifestFileException(
                    "Cannot read " + file + ". Check that it exists, is readable, and is UTF-8 text.", e);
        } catch (JacksonException e) {
            throw new InvalidManifestFileException(file + " is not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new InvalidManifestFileException(file + " is " + e.getMessage(), e);
        }
    }

    /* A reference to a missing variable stays unchanged: the server keeps its stored secret. */
    private static void fillFromEnvironment(JsonNode spec, Map<String, String> environment) {
        if (!(spec instanceof ObjectNode object)) {
            return;
        }
        object.properties().forEach(member -> {
            String value = environment.getOrDefault(member.getValue().path(FROM).asString(""), "");
            if (!value.isEmpty()) {
                member.setValue(object.stringNode(value));
            }
        });
    }

    /// Replaces locations in the request with locations in the files in a text of the server.
    String replaceWithFilePlaces(String text) {
        Matcher object = OBJECT.matcher(text);
        return object.replaceAll(found -> {
            int number = Integer.parseInt(found.group(1));
            return Matcher.quoteReplacement(number < places.size() ? places.get(number) + " " : found.group());
        });
    }
}
