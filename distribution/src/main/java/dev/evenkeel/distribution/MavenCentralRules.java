// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// The requirements of Maven Central for a bundle, a zip file in the layout of a Maven repository: coordinates,
/// metadata of each POM, jars of sources and Javadoc, checksums and signatures. Does not verify signatures; the
/// launcher does. The launcher runs this file from source, so it uses only the JDK and its own package.
///
/// Source: Sonatype, "Requirements" and "Publishing By Uploading a Bundle" of the Central Publisher Portal. Stricter
/// than these, each POM must be complete without a parent.
public final class MavenCentralRules {
    private static final String GROUP = "dev.evenkeel";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final Pattern SINGLE_VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]*");
    private static final List<String> JARS = List.of(".jar", "-sources.jar", "-javadoc.jar");
    /* Elements of a POM that must not be empty. */
    private static final List<String> METADATA = List.of(
            "name", "description", "licenses/license/name", "licenses/license/url", "developers/developer/name");
    /* Elements that contain the URL of the repository. */
    private static final List<String> REPOSITORY_METADATA =
            List.of("url", "scm/url", "scm/connection", "scm/developerConnection");

    private final Path root;
    private final String version;
    private final Set<String> exemptions;
    private final Set<String> artifacts;
    private final List<String> violations = new ArrayList<>();

    private MavenCentralRules(Path root, String version, Set<String> exemptions) throws IOException {
        this.root = root;
        this.version = version;
        this.exemptions = exemptions;
        Path group = root.resolve(GROUP.replace('.', '/'));
        this.artifacts = names(group);
    }

    /// Prints each violation on a line, or the number of artifacts that meet the requirements. Exits with code 1
    /// after violations.
    ///
    /// @param arguments the bundle; its version; `--unsigned` if signatures may be missing; `--no-repository` if
    ///     the URLs of the repository may be missing
    /// @throws IOException when the bundle cannot be read
    public static void main(String[] arguments) throws IOException {
        Set<String> exemptions = Set.copyOf(Arrays.asList(arguments).subList(2, arguments.length));
        List<String> violations = check(Path.of(arguments[0]), arguments[1], exemptions);
        if (violations.isEmpty()) {
            try (FileSystem bundle = FileSystems.newFileSystem(Path.of(arguments[0]))) {
                int count = names(bundle.getPath(GROUP.replace('.', '/'))).size();
                System.out.println(count + " artifacts meet the requirements of Maven Central");
            }
            return;
        }
        violations.forEach(System.out::println);
        System.exit(1);
    }

    /// Returns the violations of a bundle, each with the file and the missing or invalid part.
    ///
    /// @param exemptions `--unsigned` or `--no-repository`
    static List<String> check(Path bundle, String version, Set<String> exemptions) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(bundle)) {
            MavenCentralRules rules =
                    new MavenCentralRules(zip.getRootDirectories().iterator().next(), version, exemptions);
            rules.checkAll();
            return rules.violations;
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString().replace("/", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private void checkAll() throws IOException {
        if (version.endsWith("-SNAPSHOT")) {
            violations.add(version + ": Maven Central accepts no snapshots");
        }
        if (artifacts.isEmpty()) {
            violations.add("no artifacts in " + GROUP.replace('.', '/'));
        }
        for (String artifact : artifacts) {
            Path folder =
                    root.resolve(GROUP.replace('.', '/')).resolve(artifact).resolve(version);
            for (String end : Stream.concat(Stream.of(".pom"), JARS.stream()).toList()) {
                checkFile(folder.resolve(artifact + "-" + version + end));
            }
            checkPom(folder.resolve(artifact + "-" + version + ".pom"), artifact);
        }
        checkNames();
    }

    /* Reports files that do not belong to an artifact of the bundle. */
    private void checkNames() throws IOException {
        String ends = "(\\.pom|(-sources|-javadoc)?\\.jar)(\\.(asc|md5|sha1|sha256|sha512))?";
        Pattern allowed = Pattern.compile("/" + Pattern.quote(GROUP.replace('.', '/')) + "/([^/]+)/"
                + Pattern.quote(version) + "/\\1-" + Pattern.quote(version) + ends);
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !allowed.matcher(file.toString()).matches())
                    .forEach(file -> report(file, "unexpected file"));
        }
    }

    private void checkFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            report(file, "missing");
            return;
        }
        if (file.toString().endsWith(".jar") && isEmptyJar(file)) {
            report(file, "not a jar, or empty");
        }
        for (Map.Entry<String, String> checksum : MavenRepositoryWriter.CHECKSUMS.entrySet()) {
            Path sum = file.resolveSibling(file.getFileName() + "." + checksum.getKey());
            if (!Files.isRegularFile(sum)) {
                report(sum, "missing");
            } else if (!Files.readString(sum).equals(FileChecksums.compute(file, checksum.getValue()))) {
                report(sum, "not the checksum of the file");
            }
        }
        Path signature = file.resolveSibling(file.getFileName() + ".asc");
        if (Files.isRegularFile(signature)) {
            if (!Files.readString(signature).startsWith(SIGNATURE)) {
                report(signature, "not an armored OpenPGP signature");
            }
        } else if (!exemptions.contains("--unsigned")) {
            report(signature, "missing");
        }
    }

    private static boolean isEmptyJar(Path jar) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(jar))) {
            return entries.getNextEntry() == null;
        }
    }

    private void checkPom(Path pom, String artifact) throws IOException {
        if (!Files.isRegularFile(pom)) {
            return;
        }
        Element project = parse(pom);
        checkText(pom, project, "groupId", GROUP);
        checkText(pom, project, "artifactId", artifact);
        checkText(pom, project, "version", version);
        METADATA.forEach(path -> checkPresent(pom, project, path));
        if (!exemptions.contains("--no-repository")) {
            REPOSITORY_METADATA.forEach(path -> checkPresent(pom, project, path));
        }
        for (String element : List.of("parent", "repositories", "pluginRepositories", "modules")) {
            if (!children(project, element).isEmpty()) {
                report(pom, "contains <" + element + ">");
            }
        }
        for (Element dependencies : children(project, "dependencies")) {
            children(dependencies, "dependency").forEach(dependency -> checkDependency(pom, dependency));
        }
    }

    private void checkDependency(Path pom, Element dependency) {
        String group = text(dependency, "groupId");
        String artifact = text(dependency, "artifactId");
        String required = text(dependency, "version");
        String name = "dependency " + group + ":" + artifact;
        if (!SINGLE_VERSION.matcher(required).matches() || required.endsWith("-SNAPSHOT")) {
            report(pom, name + " has no fixed release version: \"" + required + "\"");
        }
        if (group.equals(GROUP) && (!artifacts.contains(artifact) || !required.equals(version))) {
            report(pom, name + " " + required + " is not in the bundle");
        }
        if (Set.of("system", "test").contains(text(dependency, "scope"))) {
            report(pom, name + " has the scope " + text(dependency, "scope"));
        }
    }

    private void checkText(Path pom, Element project, String path, String expected) {
        String actual = text(project, path);
        if (!actual.equals(expected)) {
            report(pom, "<" + path + "> is \"" + actual + "\", expected \"" + expected + "\"");
        }
    }

    private void checkPresent(Path pom, Element project, String path) {
        String text = text(project, path);
        if (text.isEmpty() || text.contains("${") || text.equals("scm:git:")) {
            report(pom, "<" + path + "> is missing or incomplete");
        }
    }

    /* The text of an element, such as "scm/url"; empty without one. */
    private static String text(Element parent, String path) {
        Element element = parent;
        for (String name : path.split("/")) {
            List<Element> found = children(element, name);
            if (found.isEmpty()) {
                return "";
            }
            element = found.getFirst();
        }
        return element.getTextContent().strip();
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(element -> element.getTagName().equals(name))
                .toList();
    }

    private static Element parse(Path pom) throws IOException {
        try (InputStream in = Files.newInputStream(pom)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(in).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(pom + " is not a POM: " + e.getMessage(), e);
        }
    }

    private void report(Path file, String problem) {
        violations.add(root.relativize(file) + ": " + problem);
    }
}
