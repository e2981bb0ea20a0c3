// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.openapi;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Reader of the first sentences of the Javadoc of controllers. Runs in the build only, because it needs the
/// sources and the compiler of a JDK.
final class JavadocSummaryReader {
    private JavadocSummaryReader() {}

    /// Reads the Javadoc of all methods of classes whose names end in `Controller`.
    ///
    /// @param sources root folder of the sources
    /// @return sentences by `Class.method`
    static Properties read(Path sources) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(sources)) {
            files = all.filter(file -> file.toString().endsWith("Controller.java"))
                    .sorted()
                    .toList();
        }
        Properties summaries = new Properties();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            MethodScanner scanner = new MethodScanner(DocTrees.instance(task), summaries);
            for (CompilationUnitTree unit : task.parse()) {
                scanner.scan(unit, "");
            }
        }
        return summaries;
    }

    private static final class MethodScanner extends TreePathScanner<Void, String> {
        private final DocTrees docs;
        private final Properties summaries;

        MethodScanner(DocTrees docs, Properties summaries) {
            this.docs = docs;
            this.summaries = summaries;
        }

        @Override
        public Void visitClass(ClassTree tree, String outer) {
            return super.visitClass(tree, tree.getSimpleName().toString());
        }

        @Override
        public Void visitMethod(MethodTree tree, String type) {
            DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                String sentence = comment.getFirstSentence().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining())
                        .replaceAll("\\s+", " ")
                        .replaceAll("\\[#?([^\\]]+)\\]", "$1")
                        .strip();
                summaries.putIfAbsent(type + "." + tree.getName(), sentence);
            }
            return super.visitMethod(tree, type);
        }
    }
}
