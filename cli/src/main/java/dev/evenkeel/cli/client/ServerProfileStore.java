// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The profiles of a person, in `evenkeel/profiles.json` of their configuration folder.
///
/// @param folder that holds them
/// @param inUse the one that counts when none is named; null for none
/// @param all by name
public record ServerProfileStore(Path folder, @Nullable String inUse, SortedMap<String, ServerProfile> all) {
    private static final String FILE = "profiles.json";

    public ServerProfileStore {
        all = new TreeMap<>(all);
    }

    /// Where they are: `$XDG_CONFIG_HOME/evenkeel`, else `~/.config/evenkeel`.
    public static Path folder(Map<String, String> environment) {
        String given = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = given.startsWith("/") ? Path.of(given) : Path.of(System.getProperty("user.home"), ".config");
        return base.resolve("evenkeel");
    }

    /// Reads them; none when there is no file.
    ///
    /// @throws InvalidProfileException when the file cannot be used, or others may write it: what it says is
    ///     run
    public static ServerProfileStore read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return new ServerProfileStore(folder, null, new TreeMap<>());
        }
        try {
            requireOwn(file);
            JsonNode read = ServerApiClient.JSON.readTree(Files.readString(file));
            SortedMap<String, ServerProfile> all = new TreeMap<>();
            read.path("profiles").forEachEntry((name, profile) -> all.put(name, ServerProfile.read(name, profile)));
            return new ServerProfileStore(folder, read.path("inUse").asString(null), all);
        } catch (IOException | JacksonException e) {
            throw new InvalidProfileException(file + " cannot be read: " + e.getMessage());
        }
    }

    private static void requireOwn(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new InvalidProfileException("Others may write " + file
                    + ", and it says which command prints a token. Make it" + " yours alone: chmod 600 " + file);
        }
    }

    /// One by its name.
    ///
    /// @throws InvalidProfileException when there is none
    public ServerProfile get(String name) {
        return Optional.ofNullable(all.get(name))
                .orElseThrow(() -> new InvalidProfileException("There is no profile " + name + " in "
                        + folder.resolve(FILE)
                        + ". "
                        + (all.isEmpty() ? "There is none at all" : "There are: " + String.join(", ", all.keySet()))
                        + "; ./evenkeel profile set " + name + " --server URL makes one."));
    }

    /// Writes them, for their owner alone to read.
    ///
    /// @throws InvalidProfileException when that fails
    public void write() {
        ObjectNode json = ServerApiClient.JSON.createObjectNode();
        if (inUse != null) {
            json.put("inUse", inUse);
        }
        ObjectNode profiles = json.putObject("profiles");
        all.forEach((name, profile) -> profiles.set(name, profile.json()));
        write(
                folder.resolve(FILE),
                ServerApiClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    /// Keeps a token in a file of its own, for its owner alone to read.
    ///
    /// @throws InvalidProfileException when that fails
    public TokenSource keepToken(String name, String token) {
        Path file = tokenFile(name);
        write(file, token + "\n");
        return new TokenSource.TokenFile(file);
    }

    /// The file in which a profile's token is kept here, if it is.
    public Path tokenFile(String name) {
        return folder.resolve("tokens").resolve(name);
    }

    /* Beside the file at first: who reads it meanwhile reads all of the old one. */
    private static void write(Path file, String text) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            Files.createDirectories(
                    parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path part = Files.createTempFile(parent, "part", null);
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InvalidProfileException(file + " cannot be written: " + e);
        }
    }
}
