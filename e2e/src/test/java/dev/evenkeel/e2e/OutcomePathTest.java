// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The classes that process an outcome: the table in ARCHITECTURE.md against the compiled classes.
class OutcomePathTest {
    private static final String SECTION = "## Path of an outcome";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| `([a-z/]+)/(\\w+)` \\| `?(\\w+)`? \\|");
    private static final int MOST_CLASSES = 15;
    private static final int MOST_FROM_TICK_TO_DECISION = 5;

    /// Classes beside the path: the first phase of a rollout, the approvals of users, and the warning to a sender
    /// whose outcomes are not evaluated in time.
    private static final Set<String> BRANCHES =
            Set.of("BaselinePhaseHandler", "StepApprovalService", "OverdueGuardEvaluationDetector");

    private static List<Step> path;
    private static Map<String, JavaClass> classes;

    /// The names of the classes that each class uses, by its name; nested classes count as their owner.
    private static Map<String, Set<String>> uses;

    /// A row of the table.
    private record Step(int number, String folder, String name, String caller) {}

    @BeforeAll
    static void read() throws IOException {
        path = readTable();
        classes = new HashMap<>();
        uses = new HashMap<>();
        for (JavaClass one : importClasses()) {
            if (one.isTopLevelClass()) {
                classes.put(one.getSimpleName(), one);
            }
            Set<String> used = uses.computeIfAbsent(nameOf(one), name -> new TreeSet<>());
            one.getCodeUnitAccessesFromSelf().stream()
                    .map(access -> nameOf(access.getTargetOwner()))
                    .filter(name -> !name.equals(nameOf(one)))
                    .forEach(used::add);
        }
    }

    private static List<Step> readTable() throws IOException {
        String document = Files.readString(Repository.root().resolve("ARCHITECTURE.md"));
        int start = document.indexOf(SECTION);
        String section = document.substring(start, document.indexOf("\n## ", start + 1));
        return ROW.matcher(section)
                .results()
                .map(row -> new Step(Integer.parseInt(row.group(1)), row.group(2), row.group(3), row.group(4)))
                .toList();
    }

    /// Without the classes of libraries, which take seconds to resolve.
    private static JavaClasses importClasses() {
        List<Path> folders = Stream.of("server", "engine", "core")
                .map(module -> Repository.root().resolve(module).resolve("target/classes"))
                .toList();
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        try {
            return new ClassFileImporter().importPaths(folders);
        } finally {
            ArchConfiguration.get().reset();
        }
    }

    private static String nameOf(JavaClass type) {
        String name = type.getFullName().replaceFirst("\\$.*", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static JavaClass findClass(Step step) {
        return assertThat(classes.get(step.name())).as(step.name()).isNotNull().actual();
    }

    @Test
    void isShort() {
        List<String> names = path.stream().map(Step::name).toList();
        assertThat(path)
                .extracting(Step::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, path.size()).boxed().toList());
        assertThat(names).doesNotHaveDuplicates().hasSizeBetween(10, MOST_CLASSES);
        List<String> guard =
                names.subList(names.indexOf("RolloutEvaluator"), names.indexOf("RolloutTransitionExecutor") + 1);
        assertThat(guard)
                .as("classes from the tick to the decision")
                .contains("TickAssembler", "GuardEngine", "GuardDecider")
                .hasSizeLessThanOrEqualTo(MOST_FROM_TICK_TO_DECISION);
    }

    @Test
    void consistsOfClassesWithBehaviour() {
        assertThat(path).allSatisfy(step -> {
            JavaClass found = findClass(step);
            assertThat(found.getPackageName())
                    .isEqualTo("dev.evenkeel." + step.folder().replace('/', '.'));
            assertThat(found.isRecord() || found.isInterface() || found.isEnum())
                    .as("%s is a record, an interface or an enum", step.name())
                    .isFalse();
        });
    }

    @Test
    void eachClassIsCalledByTheOneInTheTable() {
        assertThat(path.getFirst().caller()).isEqualTo("HTTP");
        for (Step step : path.subList(1, path.size())) {
            List<String> before =
                    path.subList(0, step.number() - 1).stream().map(Step::name).toList();
            if (step.caller().endsWith("Event")) {
                assertThat(before).anySatisfy(name -> assertThat(uses.get(name)).contains(step.caller()));
                assertThat(findClass(step).getDirectDependenciesFromSelf())
                        .as("%s is woken up by %s", step.name(), step.caller())
                        .anyMatch(dependency ->
                                nameOf(dependency.getTargetClass()).equals(step.caller()));
            } else {
                assertThat(before).contains(step.caller());
                assertThat(uses.get(step.caller()))
                        .as("classes that %s calls", step.caller())
                        .contains(step.name());
            }
        }
    }

    /// A class that one of the path calls and that calls a later one is a step that the table lacks.
    @Test
    void leavesOutNoClassBetweenTwoOfTheTable() {
        for (Step step : path.subList(0, path.size() - 1)) {
            Set<String> later = new HashSet<>();
            path.subList(step.number(), path.size()).forEach(next -> later.add(next.name()));
            for (List<String> detour : detours(step)) {
                assertThat(uses.getOrDefault(detour.getLast(), Set.of()))
                        .as("classes called by %s", String.join(" -> ", detour))
                        .doesNotContainAnyElementsOf(later);
            }
        }
    }

    /// The shortest ways from a class of the path to classes outside of it.
    private static List<List<String>> detours(Step from) {
        Set<String> known = new HashSet<>(BRANCHES);
        path.forEach(step -> known.add(step.name()));
        List<List<String>> found = new ArrayList<>();
        Deque<List<String>> open = new ArrayDeque<>(List.of(List.of(from.name())));
        while (!open.isEmpty()) {
            List<String> way = open.removeFirst();
            for (String next : uses.getOrDefault(way.getLast(), Set.of())) {
                if (known.add(next) && isConsidered(next)) {
                    List<String> longer = new ArrayList<>(way);
                    longer.add(next);
                    found.add(longer);
                    open.addLast(longer);
                }
            }
        }
        return found;
    }

    /// The other packages are below those of the path, and use none of its classes.
    private static boolean isConsidered(String name) {
        return classes.containsKey(name)
                && classes.get(name)
                        .getPackageName()
                        .matches("dev\\.evenkeel\\.(server\\.rollouts|engine\\.rollout).*");
    }
}
