// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reports as files. A browser prints them: what people see in the console is what is on paper.
public final class ReportFiles {
    /// For a browser to print a document on a machine that has little else to do.
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private ReportFiles() {}

    /// Writes a page.
    ///
    /// @param refusal makes what is thrown when that is impossible
    static void write(Path file, String html, Function<String, ? extends RuntimeException> refusal) {
        try {
            Files.writeString(file, html);
        } catch (IOException e) {
            throw refusal.apply("cannot write " + file + ": " + e);
        }
    }

    /// Prints a page to a PDF.
    ///
    /// @param patience after which the browser is ended
    /// @param refusal makes what is thrown when that is impossible
    public static void print(
            Path file, String html, Duration patience, Function<String, ? extends RuntimeException> refusal)
            throws InterruptedException {
        Path browser = browser()
                .orElseThrow(() -> refusal.apply("--pdf needs a Chromium and there is none on the path: install one"
                        + " (Debian's package chromium), set EVENKEEL_CHROMIUM, or print the page that --html writes"));
        try {
            Path folder = Files.createTempDirectory("evenkeel-report");
            try {
                Path page = Files.writeString(folder.resolve("report.html"), html);
                Path said = folder.resolve("said.txt");
                Process process = start(browser, folder, page, file, said);
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

    private static Process start(Path browser, Path folder, Path page, Path file, Path said) throws IOException {
        return new ProcessBuilder(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-pdf-header-footer",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--print-to-pdf=" + file.toAbsolutePath(),
                        page.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
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
