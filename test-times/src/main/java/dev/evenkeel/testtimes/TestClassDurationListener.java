// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.testtimes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// A JUnit listener that writes the duration of each test class to one file per JVM in the folder named by
/// the system property `evenkeel.test-times`; without the property it does nothing. JUnit loads it as a
/// service.
public final class TestClassDurationListener implements TestExecutionListener {
    private static final int USUAL_JAVA = 25;

    private final Map<String, StartedClass> started = new ConcurrentHashMap<>();
    private final Optional<Path> folder =
            Optional.ofNullable(System.getProperty("evenkeel.test-times")).map(Path::of);
    private @Nullable ProcessTreeCpuClock clock;

    private record StartedClass(long nanos, Duration cpu) {}

    public TestClassDurationListener() {}

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (folder.isPresent() && clock == null) {
            clock = ProcessTreeCpuClock.start();
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (clock != null && topLevelClass(test).isPresent()) {
            started.put(test.getUniqueId(), new StartedClass(System.nanoTime(), clock.total()));
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        StartedClass before = started.remove(test.getUniqueId());
        if (clock != null && before != null) {
            Duration wall = Duration.ofNanos(System.nanoTime() - before.nanos());
            Duration cpu = clock.total().minus(before.cpu());
            topLevelClass(test).ifPresent(name -> write(new TestClassDuration(module(), name + java(), wall, cpu)));
        }
    }

    private static Optional<String> topLevelClass(TestIdentifier test) {
        return test.getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getClassName())
                .filter(name -> name.indexOf('$') < 0);
    }

    private static String module() {
        Path here = Path.of(System.getProperty("basedir", ""));
        Path project = Path.of(System.getProperty("evenkeel.project", ""));
        return project.toAbsolutePath().relativize(here.toAbsolutePath()).toString();
    }

    private static String java() {
        int version = Runtime.version().feature();
        return version == USUAL_JAVA ? "" : " (Java " + version + ")";
    }

    private void write(TestClassDuration time) {
        Path file = folder.orElseThrow().resolve(ProcessHandle.current().pid() + ".tsv");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    time.toLine() + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
