// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writer of a Maven repository with the layout, checksums and snapshot metadata of a Maven deployment. The
/// launcher runs this file from source, so it uses only the JDK and its own package.
public final class MavenRepositoryWriter {
    private static final String GROUP = "dev.evenkeel";
    private static final String SNAPSHOT = "-SNAPSHOT";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd.HHmmss").withZone(ZoneOffset.UTC);
    /* Extensions of checksum files and their algorithms. */
    static final Map<String, String> CHECKSUMS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

    private final Path folder;
    private final String version;
    private final String stamp;

    private MavenRepositoryWriter(Path folder, String version, Instant time) {
        this.folder = folder;
        this.version = version;
        this.stamp = STAMP.format(time);
    }

    /// Deploys the jars, each artifact with the `flattened-pom.xml` beside its jars. Replaces existing files of
    /// this version in the folder.
    ///
    /// @param arguments the folder of the repository; the version; the time of a snapshot in seconds since
    ///     1970, or `newest` for that of the newest jar; the jars, named `ARTIFACT-VERSION.jar`, and for a
    ///     release also `ARTIFACT-VERSION-CLASSIFIER.jar`, in the target folders of their modules
    /// @throws IOException when a file cannot be read or written
    public static void main(String[] arguments) throws IOException {
        String version = arguments[1];
        List<Path> jars = Arrays.stream(arguments)
                .skip(3)
                .map(Path::of)
                .map(Path::toAbsolutePath)
                .toList();
        Instant time =
                arguments[2].equals("newest") ? newest(jars) : Instant.ofEpochSecond(Long.parseLong(arguments[2]));
        MavenRepositoryWriter repository = new MavenRepositoryWriter(Path.of(arguments[0]), version, time);
        Map<String, Map<String, Path>> artifacts = new TreeMap<>();
        for (Path jar : jars) {
            String name = jar.getFileName().toString();
            int end = name.lastIndexOf("-" + version);
            Map<String, Path> files = artifacts.computeIfAbsent(name.substring(0, end), artifact -> new TreeMap<>());
            files.put(name.substring(end + 1 + version.length()), jar);
            files.put(".pom", jar.resolveSibling("flattened-pom.xml"));
        }
        for (Map.Entry<String, Map<String, Path>> artifact : artifacts.entrySet()) {
            repository.deploy(artifact.getKey(), artifact.getValue());
        }
    }

    private static Instant newest(List<Path> jars) throws IOException {
        Instant newest = Instant.EPOCH;
        for (Path jar : jars) {
            Instant modified = Files.getLastModifiedTime(jar).toInstant();
            newest = modified.isAfter(newest) ? modified : newest;
        }
        return newest;
    }

    /* The keys of the files are the ends of their names, such as ".pom" or "-sources.jar". */
    private void deploy(String artifact, Map<String, Path> files) throws IOException {
        Path target = folder.resolve(GROUP.replace('.', '/')).resolve(artifact).resolve(version);
        Files.createDirectories(target);
        for (Path old : list(target)) {
            Files.delete(old);
        }
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path deployed = target.resolve(artifact + "-" + fileVersion() + file.getKey());
            Files.copy(file.getValue(), deployed, StandardCopyOption.REPLACE_EXISTING);
        }
        if (version.endsWith(SNAPSHOT)) {
            Files.writeString(target.resolve("maven-metadata.xml"), metadata(artifact, files));
        }
        for (Path file : list(target)) {
            for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
                Path beside = target.resolve(file.getFileName() + "." + checksum.getKey());
                Files.writeString(beside, FileChecksums.compute(file, checksum.getValue()));
            }
        }
    }

    private static List<Path> list(Path target) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(target)) {
            found.forEach(files::add);
        }
        return files;
    }

    /* The version in file names: for a snapshot, its time and build number. */
    private String fileVersion() {
        return version.endsWith(SNAPSHOT) ? version.replace(SNAPSHOT, "-" + stamp + "-1") : version;
    }

    /* Lists the files of a snapshot, so that Maven finds a newer one. */
    private String metadata(String artifact, Map<String, Path> files) {
        String updated = stamp.replace(".", "");
        String versions = files.keySet().stream()
                .map(extension -> """
                              <snapshotVersion><extension>%s</extension><value>%s</value><updated>%s</updated></snapshotVersion>
                        """.formatted(extension.substring(1), fileVersion(), updated))
                .collect(Collectors.joining());
        return """
                <metadata modelVersion="1.1.0">
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <versioning>
                    <snapshot><timestamp>%s</timestamp><buildNumber>1</buildNumber></snapshot>
                    <lastUpdated>%s</lastUpdated>
                    <snapshotVersions>
                %s    </snapshotVersions>
                  </versioning>
                </metadata>
                """.formatted(GROUP, artifact, version, stamp, updated, versions);
    }
}
