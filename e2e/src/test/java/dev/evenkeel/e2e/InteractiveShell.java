// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One bash into which blocks of lines are entered, as into a terminal: variables and processes of
/// earlier blocks are there for later ones. Confined to one thread.
final class InteractiveShell implements AutoCloseable {
    private static final Duration POLITE = Duration.ofSeconds(15);
    private static final String END = "--- end of block: ";

    private final Process bash;
    private final Writer in;
    private final Path scripts;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private int entered;

    private InteractiveShell(Process bash, Path scripts) {
        this.bash = bash;
        this.in = bash.outputWriter(UTF_8);
        this.scripts = scripts;
        Thread.ofPlatform().daemon().name("output of bash").start(this::read);
    }

    /// What came of a block.
    ///
    /// @param output both of them, as they came
    record BlockResult(int exitCode, String output) {}

    /// Starts a shell that reads nothing of its user's.
    ///
    /// @param folder to begin in
    /// @param scripts for files of the shell's own
    /// @param environment all of it
    static InteractiveShell start(Path folder, Path scripts, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder("bash", "--norc", "--noprofile")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new InteractiveShell(builder.start(), scripts);
    }

    private void read() {
        try (BufferedReader out = bash.inputReader(UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Enters lines and waits until they are done; what they put into the background goes on.
    ///
    /// @throws TimeoutException when they are not done in time; the message holds what they wrote
    BlockResult enter(String block, Duration limit) throws IOException, InterruptedException, TimeoutException {
        /* From a file, so that no command reads the lines that were to be entered. */
        Path script = Files.writeString(scripts.resolve("block-" + ++entered + ".sh"), block);
        in.write(". '" + script + "' </dev/null\nprintf '\\n%s%s\\n' '" + END + "' $?\n");
        in.flush();
        long deadline = System.nanoTime() + limit.toNanos();
        var output = new StringBuilder();
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new TimeoutException("not done after " + limit.toSeconds() + " s; so far:\n" + output);
            }
            if (line.startsWith(END)) {
                /* The end of a line that the mark began with. */
                output.setLength(Math.max(0, output.length() - 1));
                return new BlockResult(Integer.parseInt(line.substring(END.length())), output.toString());
            }
            output.append(line).append('\n');
        }
    }

    /// What was put into the background and runs still.
    List<String> running() {
        return bash.descendants()
                .filter(ProcessHandle::isAlive)
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse(""))
                .toList();
    }

    /// Ends the shell and all that it started, politely at first.
    @Override
    public void close() {
        Set<ProcessHandle> all = Set.copyOf(bash.descendants().toList());
        bash.destroy();
        all.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, POLITE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        all.forEach(ProcessHandle::destroyForcibly);
        bash.destroyForcibly();
    }
}
