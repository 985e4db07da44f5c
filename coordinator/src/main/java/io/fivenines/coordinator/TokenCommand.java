package io.fivenines.coordinator;

import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "token",
        description =
                "Makes a token for an API: prints it, once, and the line of configuration that lets it in. Nothing"
                        + " is kept.")
final class TokenCommand implements Callable<Integer> {
    private final PrintStream out;
    private final RandomGenerator random;

    @Option(names = "--name", required = true, description = "What logs are to call whoever uses it.")
    private String name;

    @Option(
            names = "--scopes",
            required = true,
            split = ",",
            paramLabel = "SCOPE",
            description = "What it allows: read, command, operate, probe.")
    private List<String> scopes = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes the token into this new file, for its owner's eyes only, instead of printing it.")
    private Path output;

    TokenCommand() {
        this(System.out, Coordinator.times().random());
    }

    TokenCommand(PrintStream out, RandomGenerator random) {
        this.out = out;
        this.random = random;
    }

    @Override
    public Integer call() throws IOException {
        String secret = Token.secret(random);
        Set<Scope> allowed = allowed();
        Token token = Token.of(name, secret, allowed);
        if (output == null) {
            out.println(secret);
        } else {
            write(secret);
        }
        String words = allowed.stream().map(TokenCommand::word).collect(Collectors.joining(", "));
        out.println("- {name: " + name + ", hash: '" + token.hash() + "', scopes: [" + words + "]}");
        out.flush();
        return 0;
    }

    private Set<Scope> allowed() {
        Set<Scope> allowed = new TreeSet<>();
        for (String word : scopes) {
            allowed.add(List.of(Scope.values()).stream()
                    .filter(scope -> word(scope).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--scopes has '" + word + "', expected some of read, command, operate, probe")));
        }
        return allowed;
    }

    private static String word(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private void write(String secret) throws IOException {
        try {
            Files.createFile(
                    output, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            throw new IOException(output + " is there already, expected a new file", e);
        }
        Files.write(output, (secret + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
