package io.fivenines.gateway.decode.protocol;

import io.fivenines.gateway.telemetry.Param;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The parameters a protocol names: in the constants of its compiled classes and in its tables. */
final class NamedParams {
    private static final Map<String, Param> BY_NAME = new TreeMap<>();

    static {
        Param.all().forEach(param -> BY_NAME.put(param.name(), param));
    }

    private NamedParams() {}

    /** All of them by name. */
    static Set<String> of(String protocol, Class<?> codec) throws IOException {
        Set<String> found = new TreeSet<>();
        String type = codec.getSimpleName();
        boolean single = codec.getPackageName().endsWith(".protocol");
        for (Path file : files(codec)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".class") && (!single || name.matches(type + "(\\$.*)?\\.class"))) {
                constants(file, found);
            }
        }
        for (Path file : files(Protocols.class)) {
            if (file.getFileName().toString().matches(protocol + "(-.*)?\\.tsv")) {
                Files.readAllLines(file).forEach(line -> cells(line, found));
            }
        }
        return found;
    }

    private static Iterable<Path> files(Class<?> in) throws IOException {
        try (Stream<Path> files = Files.list(
                Path.of(in.getResource(in.getSimpleName() + ".class").toURI()).getParent())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void cells(String line, Set<String> found) {
        if (!line.startsWith("#")) {
            for (String cell : line.split("[\\s,;]+")) {
                add(cell, found);
            }
        }
    }

    /** The parameter of that name; a member of a numbered family stands for the family. */
    static Param param(String name) {
        Param param = BY_NAME.get(name);
        int dot = name.length();
        while (param == null && dot > 0) {
            dot = name.lastIndexOf('.', dot - 1);
            String family = dot < 0 ? "" : name.substring(0, dot);
            boolean numbered = dot >= 0 && name.substring(dot + 1).matches("\\d+");
            param = numbered ? BY_NAME.get(family + ".#") : null;
            param = param == null ? BY_NAME.get(family + ".*") : param;
        }
        return param;
    }

    private static void add(String name, Set<String> found) {
        Param param = BY_NAME.containsKey(name) || name.matches(".*\\.\\d+") ? param(name) : null;
        if (param != null) {
            found.add(param.name());
        }
    }

    /** The strings in a class file's constant pool (JVM specification, 4.4). */
    private static void constants(Path file, Set<String> found) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> add(in.readUTF(), found);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++;
                    }
                    case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    default -> in.skipNBytes(4);
                }
            }
        }
    }
}
