package io.fivenines.gateway.testing;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Measures Java files against the limits of the style, with the compiler's own parser. */
public final class SizeLimits extends TreePathScanner<Void, Void> {
    public static final int FILE_LINES_MAX = 400;
    public static final int METHOD_LINES_MAX = 50;
    public static final int PARAMETERS_MAX = 7;
    public static final int LINE_LENGTH_MAX = 120;

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private static final JavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    private final List<String> broken = new ArrayList<>();
    private final String file;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private SizeLimits(String file, CompilationUnitTree unit, SourcePositions positions) {
        this.file = file;
        this.unit = unit;
        this.positions = positions;
    }

    /**
     * One sentence for each limit the sources break. All are parsed in one go: to make a compiler for every file takes
     * most of the time.
     *
     * @param sources text by the file's name
     */
    public static List<String> broken(Map<String, String> sources) throws IOException {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<Source> all = new ArrayList<>();
        sources.forEach((file, text) -> all.add(new Source(file, text)));
        JavacTask task = (JavacTask) COMPILER.getTask(null, FILES, diagnostics, List.of("-proc:none"), null, all);
        Iterable<? extends CompilationUnitTree> units = task.parse();
        if (!diagnostics.getDiagnostics().isEmpty()) {
            throw new IOException("does not parse: " + diagnostics.getDiagnostics());
        }
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<String> broken = new ArrayList<>();
        for (CompilationUnitTree unit : units) {
            String file = unit.getSourceFile().toUri().getPath().substring(1);
            SizeLimits limits = new SizeLimits(file, unit, positions);
            limits.measureLines(sources.get(file).lines().toList());
            limits.scan(unit, null);
            broken.addAll(limits.broken);
        }
        return broken;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
        long startLine = line(positions.getStartPosition(unit, method));
        long lines = line(positions.getEndPosition(unit, method)) - startLine + 1;
        String name = method.getName() + "() at line " + startLine;
        atMost(METHOD_LINES_MAX, lines, "lines in " + name);
        int parameters = method.getParameters().size();
        if (!isCanonical(method, parameters)) {
            atMost(PARAMETERS_MAX, parameters, "parameters of " + name);
        }
        return super.visitMethod(method, null);
    }

    /** A record's canonical constructor only repeats its components. */
    private boolean isCanonical(MethodTree method, int parameters) {
        ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
        return owner.getKind() == Tree.Kind.RECORD
                && method.getReturnType() == null
                && parameters
                        == owner.getMembers().stream()
                                .filter(member -> member instanceof VariableTree field
                                        && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                                .count();
    }

    private void measureLines(List<String> lines) {
        atMost(FILE_LINES_MAX, lines.size(), "lines");
        for (int i = 0; i < lines.size(); i++) {
            atMost(LINE_LENGTH_MAX, lines.get(i).length(), "characters in line " + (i + 1));
        }
    }

    private void atMost(int max, long found, String what) {
        if (found > max) {
            broken.add(file + ": " + found + " " + what + ", at most " + max);
        }
    }

    private long line(long position) {
        return unit.getLineMap().getLineNumber(position);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
