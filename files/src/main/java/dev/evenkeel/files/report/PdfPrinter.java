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

/// A printer of reports to PDF files with a browser, so that the PDF looks like the page in the console.
///
/// The page comes from a server that is not trusted: scripts are disabled, and it can load nothing from the
/// network or from this machine.
public final class PdfPrinter {
    /// Time limit for printing a document, on a machine without other load.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    private static final Integer ROOT = 0;
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private PdfPrinter() {}

    /// Prints a page to a PDF file.
    ///
    /// @param browser a Chromium
    /// @param patience time limit, after which the browser is terminated
    /// @param refusal creates the exception for a failure
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
                Path page = Files.writeString(folder.resolve("report.mhtml"), MhtmlArchive.create(html));
                Path said = folder.resolve("said.txt");
                Process process = new ProcessBuilder(buildCommand(browser, folder, page, file))
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw refusal.apply(browser + " did not create the PDF within " + patience.toSeconds() + " s");
                }
                if (process.exitValue() != 0 || !Files.isRegularFile(file)) {
                    throw refusal.apply(browser + " did not create the PDF: "
                            + Files.readString(said).strip());
                }
            } finally {
                deleteFolder(folder);
            }
        } catch (IOException e) {
            throw refusal.apply("cannot print " + file + ": " + e);
        }
    }

    private static List<String> buildCommand(Path browser, Path folder, Path page, Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                browser.toString(),
                "--headless",
                "--disable-gpu",
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--no-pdf-header-footer",
                "--user-data-dir=" + folder.resolve("profile"),
                "--print-to-pdf=" + file.toAbsolutePath()));
        if (isOwnedByRoot(folder)) {
            command.add("--no-sandbox");
        }
        command.add(page.toUri().toString());
        return command;
    }

    /* Chromium does not start its sandbox as root. The folder was just created, so its owner is the current user. */
    private static boolean isOwnedByRoot(Path folder) throws IOException {
        return folder.getFileSystem().supportedFileAttributeViews().contains("unix")
                && Files.getAttribute(folder, "unix:uid").equals(ROOT);
    }

    /// Returns the browser for printing, according to the environment.
    public static Optional<Path> findBrowser() {
        return findBrowser(System.getenv("EVENKEEL_CHROMIUM"), System.getenv("PATH"));
    }

    /// Returns the browser for printing.
    ///
    /// @param named browser named by the environment; null without one
    /// @param path folders to search
    static Optional<Path> findBrowser(@Nullable String named, @Nullable String path) {
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

    private static void deleteFolder(Path folder) throws IOException {
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
