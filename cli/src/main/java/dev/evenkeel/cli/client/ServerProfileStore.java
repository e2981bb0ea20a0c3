// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import dev.evenkeel.cli.terminal.IoErrorFormatter;
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

/// The profiles of a user, in `evenkeel/profiles.json` of the user's configuration folder.
///
/// @param folder configuration folder
/// @param active profile to use when none is named; null for none
/// @param profiles profiles by name
public record ServerProfileStore(Path folder, @Nullable String active, SortedMap<String, ServerProfile> profiles) {
    private static final String FILE = "profiles.json";

    public ServerProfileStore {
        profiles = new TreeMap<>(profiles);
    }

    /// Returns the folder: `$XDG_CONFIG_HOME/evenkeel`, else `~/.config/evenkeel`.
    public static Path folder(Map<String, String> environment) {
        String given = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = given.startsWith("/") ? Path.of(given) : Path.of(System.getProperty("user.home"), ".config");
        return base.resolve("evenkeel");
    }

    /// Reads the profiles; empty without a file.
    ///
    /// @throws InvalidProfileException when the file is invalid, or writable by other users, because it can
    ///     name a command to run
    public static ServerProfileStore read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return new ServerProfileStore(folder, null, new TreeMap<>());
        }
        try {
            requirePrivate(file);
            JsonNode read = ServerApiClient.JSON.readTree(Files.readString(file));
            SortedMap<String, ServerProfile> all = new TreeMap<>();
            read.path("profiles").forEachEntry((name, profile) -> all.put(name, ServerProfile.read(name, profile)));
            return new ServerProfileStore(folder, read.path("active").asString(null), all);
        } catch (IOException | JacksonException e) {
            throw new InvalidProfileException("Cannot read " + file + ": " + IoErrorFormatter.formatReason(e));
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new InvalidProfileException("Other users can write " + file + ", which can contain a command that"
                    + " prints a token. Restrict the file: chmod 600 " + file);
        }
    }

    /// Returns a profile by its name.
    ///
    /// @throws InvalidProfileException when no profile has this name
    public ServerProfile get(String name) {
        return Optional.ofNullable(profiles.get(name))
                .orElseThrow(() -> new InvalidProfileException("No profile \"" + name + "\" in "
                        + folder.resolve(FILE)
                        + ". "
                        + (profiles.isEmpty()
                                ? ""
                                : "Existing profiles: " + String.join(", ", profiles.keySet()) + ". ")
                        + "To create it: ./evenkeel profile set " + name + " --server URL"));
    }

    /// Writes the profiles, readable only by their owner.
    ///
    /// @throws InvalidProfileException when the file cannot be written
    public void write() {
        ObjectNode json = ServerApiClient.JSON.createObjectNode();
        if (active != null) {
            json.put("active", active);
        }
        ObjectNode profiles = json.putObject("profiles");
        this.profiles.forEach((name, profile) -> profiles.set(name, profile.toJson()));
        write(
                folder.resolve(FILE),
                ServerApiClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    /// Stores a token in its own file, readable only by its owner.
    ///
    /// @throws InvalidProfileException when the file cannot be written
    public TokenSource saveToken(String name, String token) {
        Path file = tokenFile(name);
        write(file, token + "\n");
        return new TokenSource.TokenFile(file);
    }

    /// Returns the file for a profile's token, which need not exist.
    public Path tokenFile(String name) {
        return folder.resolve("tokens").resolve(name);
    }

    /* Replaces the file atomically: a concurrent reader reads the whole old file. */
    private static void write(Path file, String text) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            Files.createDirectories(
                    parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path part = Files.createTempFile(parent, "part", null);
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InvalidProfileException("Cannot write " + file + ": " + IoErrorFormatter.formatReason(e));
        }
    }
}
