// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.kafkabroker;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The class path of a broker's JVM: this module and the libraries that its build wrote to two resources. The paths
/// point to the local Maven repository of the build.
record BrokerClassPath(Path ownClasses, Set<String> libraries) {
    static BrokerClassPath load() {
        Set<String> libraries = new LinkedHashSet<>(read("broker.classpath"));
        libraries.addAll(read("client.classpath"));
        return new BrokerClassPath(locateOwnClasses(), libraries);
    }

    /// Returns options of `java`: the class path, and an archive of loaded classes beside the jar of this module.
    ///
    /// The first broker that ends in order writes the archive, which halves the CPU time of a start. The JVM cannot
    /// archive classes from folders.
    List<String> options() throws IOException {
        List<String> options = new ArrayList<>();
        if (Files.isRegularFile(ownClasses)) {
            options.add("-XX:+AutoCreateSharedArchive");
            options.add("-XX:SharedArchiveFile=" + archive());
        }
        options.add("-cp");
        options.add(ownClasses + File.pathSeparator + String.join(File.pathSeparator, libraries));
        return options;
    }

    /* The JVM ignores an archive of a former build, and does not replace it. */
    private Path archive() throws IOException {
        Path archive = ownClasses.resolveSibling("broker-classes.jsa");
        if (Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(ownClasses)) < 0) {
            Files.deleteIfExists(archive);
        }
        return archive;
    }

    private static Path locateOwnClasses() {
        try {
            return Path.of(BrokerMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new KafkaClusterException("Cannot locate the classes of the module kafka-broker.", e);
        }
    }

    private static Set<String> read(String resource) {
        try (InputStream content = BrokerClassPath.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new KafkaClusterException("The resource " + resource
                        + " of the module kafka-broker does not exist. Build the module with Maven, which writes it.");
            }
            String paths = new String(content.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new LinkedHashSet<>(Arrays.asList(paths.split(File.pathSeparator)));
        } catch (IOException e) {
            throw new KafkaClusterException("Cannot read the resource " + resource + ".", e);
        }
    }
}
