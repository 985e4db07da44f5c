package io.fivenines.benchmarks.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a child JVM is started: with the Java, the options and the jars of this process, which the launcher chose; so a
 * drill runs what the launcher would, and editing sources during a drill changes nothing.
 */
public record Jvm(List<String> options) {
    public Jvm {
        options = List.copyOf(options);
    }

    public static Jvm own() {
        return new Jvm(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    public Jvm with(List<String> more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(more);
        return new Jvm(all);
    }

    public List<String> command(Class<?> main, List<String> arguments) {
        return command(main.getName(), arguments);
    }

    public List<String> command(String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(tool("java"));
        command.addAll(options);
        command.add("-cp");
        command.add(absolute(System.getProperty("java.class.path")));
        command.add(main);
        command.addAll(arguments);
        return command;
    }

    /** A program of the JDK this process runs on. */
    public static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static String absolute(String classPath) {
        List<String> parts = new ArrayList<>();
        for (String part : List.of(classPath.split(java.io.File.pathSeparator, -1))) {
            parts.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(java.io.File.pathSeparator, parts);
    }
}
