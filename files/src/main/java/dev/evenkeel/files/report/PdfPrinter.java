// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Prints reports to PDF files. A browser prints them: what people see in the console is what is on paper.
///
/// The page comes from a server that is not trusted: it is printed without scripts, and can load nothing from
/// the network and nothing from this machine.
public final class PdfPrinter {
    /// For a browser to print a document on a machine that has little else to do.
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Integer ROOT = 0;
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private PdfPrinter() {}

    /// Prints a page to a PDF.
    ///
    /// @param browser a Chromium
    /// @param patience after which the browser is ended
    /// @param refusal makes what is thrown when that is impossible
    public static void print(
            Path browser,
            Path file,
            String html,
            Duration patience,
            Function<String, ? extends RuntimeException> refusal)
            throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("evenkeel-report");
            try {
                Path page = Files.writeString(folder.resolve("report.mhtml"), MhtmlArchive.of(html));
                Path said = folder.resolve("said.txt");
                Process process = new ProcessBuilder(command(browser, folder, page, file))
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw refusal.apply(browser + " did not print within " + patience.toSeconds() + " s");
                }
                if (process.exitValue() != 0 || !Files.isRegularFile(file)) {
                    throw refusal.apply(browser + " did not print: "
                            + Files.readString(said).strip());
                }
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw refusal.apply("cannot print " + file + ": " + e);
        }
    }

    private static List<String> command(Path browser, Path folder, Path page, Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                browser.toString(),
                "--headless",
                "--disable-gpu",
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--no-pdf-header-footer",
                "--user-data-dir=" + folder.resolve("profile"),
                "--print-to-pdf=" + file.toAbsolutePath()));
        if (isOfRoot(folder)) {
            command.add("--no-sandbox");
        }
        command.add(page.toUri().toString());
        return command;
    }

    /* Chromium refuses to start its sandbox as root. The folder was just made, so its owner is who runs this. */
    private static boolean isOfRoot(Path folder) throws IOException {
        return folder.getFileSystem().supportedFileAttributeViews().contains("unix")
                && Files.getAttribute(folder, "unix:uid").equals(ROOT);
    }

    /// The browser that would print, by the environment.
    public static Optional<Path> browser() {
        return browser(System.getenv("EVENKEEL_CHROMIUM"), System.getenv("PATH"));
    }

    /// The browser to print with.
    ///
    /// @param named as the environment names it; null for none
    /// @param path folders to look in
    static Optional<Path> browser(@Nullable String named, @Nullable String path) {
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return path == null
                ? Optional.empty()
                : BROWSERS.stream()
                        .flatMap(name -> Arrays.stream(path.split(":")).map(folder -> Path.of(folder, name)))
                        .filter(Files::isExecutable)
                        .findFirst();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(one -> {
                try {
                    Files.delete(one);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
