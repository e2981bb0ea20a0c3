// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every clause of the specifications of the guard and of experiments has a test, and every test names an existing
/// clause.
class ClauseCoverageTest {
    private static final Pattern CLAUSE =
            Pattern.compile("^\\*\\*((?:GUARD|EXPERIMENT)-\\d+)\\*\\*", Pattern.MULTILINE);

    @Test
    void coversEverySpecificationClauseWithTest() {
        Set<String> specified = Stream.of("guard.md", "experiments.md")
                .flatMap(ClauseCoverageTest::clausesOf)
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tested = ArchConfiguration.withThreadLocalScope(ClauseCoverageTest::ownClasses).stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Clause.class))
                .flatMap(ClauseCoverageTest::clauses)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(specified).isNotEmpty().isEqualTo(tested);
    }

    private static Stream<MatchResult> clausesOf(String document) {
        try {
            return CLAUSE.matcher(Files.readString(Path.of("..", "spec", document)))
                    .results();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Without the classes of libraries, which carry no clause and take seconds.
    private static JavaClasses ownClasses(ArchConfiguration configuration) {
        configuration.setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter().importPackages("dev.evenkeel.engine");
    }

    private static Stream<String> clauses(JavaMethod method) {
        return Stream.of(method.getAnnotationOfType(Clause.class).value());
    }
}
