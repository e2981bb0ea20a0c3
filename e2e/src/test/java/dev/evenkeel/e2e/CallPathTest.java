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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The classes that process a request: the tables in ARCHITECTURE.md against the compiled classes.
class CallPathTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| `([a-z/]+)/(\\w+)` \\| `?(\\w+)`? \\|");

    /// A table.
    @SuppressWarnings("ImmutableEnumChecker")
    enum CallPath {
        /* Beside it: the first phase of a rollout, the approvals of users, and the warning to a sender whose
         * outcomes are not evaluated in time. */
        OUTCOME(
                "## Path of an outcome",
                15,
                "(server\\.rollouts|engine\\.rollout)",
                Set.of("BaselinePhaseHandler", "StepApprovalService", "OverdueGuardEvaluationDetector")),

        /* Beside it: values, merges, reads of snapshots, the history of flags, and the salts of splits. */
        FLAG_EDIT(
                "## Path of a flag edit",
                14,
                "server\\.(gates\\.editing|flags)",
                Set.of(
                        "FlagSetUpdate",
                        "ProposedEdit",
                        "FlagSetPatch",
                        "EnvironmentSnapshot",
                        "FlagSnapshotCache",
                        "LatestFlagChange",
                        "UnitSaltService"));

        private final String section;
        private final int mostClasses;

        /// The other packages are below those of the path, and use none of its classes.
        private final String packages;

        /// Classes beside the path.
        private final Set<String> branches;

        CallPath(String section, int mostClasses, String packages, Set<String> branches) {
            this.section = section;
            this.mostClasses = mostClasses;
            this.packages = "dev\\.evenkeel\\." + packages + ".*";
            this.branches = branches;
        }

        List<Step> steps() {
            int start = architecture.indexOf(section);
            String table = architecture.substring(start, architecture.indexOf("\n## ", start + 1));
            return ROW.matcher(table)
                    .results()
                    .map(row -> new Step(Integer.parseInt(row.group(1)), row.group(2), row.group(3), row.group(4)))
                    .toList();
        }
    }

    private static String architecture;
    private static Map<String, JavaClass> classes;

    /// The names of the classes that each class uses, by its name; nested classes count as their owner.
    private static Map<String, Set<String>> uses;

    /// A row of a table.
    record Step(int number, String folder, String name, String caller) {}

    @BeforeAll
    static void read() throws IOException {
        architecture = Files.readString(Repository.root().resolve("ARCHITECTURE.md"));
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

    private static JavaClass findClass(String name) {
        return assertThat(classes.get(name)).as(name).isNotNull().actual();
    }

    private static List<String> names(List<Step> steps) {
        return steps.stream().map(Step::name).toList();
    }

    @ParameterizedTest
    @EnumSource
    void staysWithinMaximumLength(CallPath path) {
        List<Step> steps = path.steps();
        assertThat(steps)
                .extracting(Step::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, steps.size()).boxed().toList());
        assertThat(names(steps)).doesNotHaveDuplicates().hasSizeBetween(10, path.mostClasses);
    }

    @ParameterizedTest
    @EnumSource
    void containsNoInterfacesEnumsOrPassiveRecords(CallPath path) {
        List<Step> steps = path.steps();
        Set<String> callers = new HashSet<>();
        steps.forEach(step -> callers.add(step.caller()));
        assertThat(steps).allSatisfy(step -> {
            JavaClass found = findClass(step.name());
            assertThat(found.getPackageName())
                    .isEqualTo("dev.evenkeel." + step.folder().replace('/', '.'));
            assertThat(found.isInterface() || found.isEnum() || (found.isRecord() && !callers.contains(step.name())))
                    .as("%s is an interface, an enum, or a record that calls nothing", step.name())
                    .isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void listsActualCallerOfEachClass(CallPath path) {
        List<Step> steps = path.steps();
        assertThat(steps.getFirst().caller()).isEqualTo("HTTP");
        for (Step step : steps.subList(1, steps.size())) {
            List<String> before = names(steps.subList(0, step.number() - 1));
            if (step.caller().endsWith("Event")) {
                assertThat(before).anySatisfy(name -> assertThat(uses.get(name)).contains(step.caller()));
                assertThat(findClass(step.name()).getDirectDependenciesFromSelf())
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

    @ParameterizedTest
    @EnumSource
    void containsNoCallsBackToCallers(CallPath path) {
        Map<String, String> callers = new HashMap<>();
        path.steps().forEach(step -> callers.put(step.name(), step.caller()));
        path.steps().forEach(step -> {
            for (String caller = step.caller();
                    callers.containsKey(caller);
                    caller = callers.getOrDefault(caller, "")) {
                assertThat(uses.get(step.name()))
                        .as("classes that %s calls", step.name())
                        .doesNotContain(caller);
            }
        });
    }

    /// A class that one of the path calls and that calls a later one is a step that the table lacks.
    @ParameterizedTest
    @EnumSource
    void listsEveryIntermediateClass(CallPath path) {
        List<Step> steps = path.steps();
        for (Step step : steps.subList(0, steps.size() - 1)) {
            List<String> later = names(steps.subList(step.number(), steps.size()));
            for (List<String> detour : detours(path, step)) {
                assertThat(uses.getOrDefault(detour.getLast(), Set.of()))
                        .as("classes called by %s", String.join(" -> ", detour))
                        .doesNotContainAnyElementsOf(later);
            }
        }
    }

    /// The shortest ways from a class of the path to classes outside of it.
    private static List<List<String>> detours(CallPath path, Step from) {
        Set<String> known = new HashSet<>(path.branches);
        known.addAll(names(path.steps()));
        List<List<String>> found = new ArrayList<>();
        Deque<List<String>> open = new ArrayDeque<>(List.of(List.of(from.name())));
        while (!open.isEmpty()) {
            List<String> way = open.removeFirst();
            for (String next : uses.getOrDefault(way.getLast(), Set.of())) {
                if (known.add(next)
                        && classes.containsKey(next)
                        && classes.get(next).getPackageName().matches(path.packages)) {
                    List<String> longer = new ArrayList<>(way);
                    longer.add(next);
                    found.add(longer);
                    open.addLast(longer);
                }
            }
        }
        return found;
    }

    @Test
    void needsAtMostFiveClassesFromTickToDecision() {
        List<String> names = names(CallPath.OUTCOME.steps());
        assertThat(names.subList(names.indexOf("RolloutEvaluator"), names.indexOf("RolloutTransitionExecutor") + 1))
                .contains("TickAssembler", "GuardEngine", "GuardDecider")
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void writesAuditEntryOfEditInOnePlace() {
        List<String> writers = findClass("AuditLog").getMethodCallsToSelf().stream()
                .filter(call -> call.getName().equals("append"))
                .filter(call -> call.getOriginOwner().getPackageName().matches(CallPath.FLAG_EDIT.packages))
                .filter(call -> names(CallPath.FLAG_EDIT.steps()).contains(nameOf(call.getOriginOwner())))
                .map(call ->
                        nameOf(call.getOriginOwner()) + "." + call.getOrigin().getName())
                .toList();
        assertThat(writers).containsExactlyInAnyOrder("FlagEditService.store", "FlagService.replaceDefinition");
    }
}
