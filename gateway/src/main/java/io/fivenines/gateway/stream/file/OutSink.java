package io.fivenines.gateway.stream.file;

import io.fivenines.gateway.stream.Message;
import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Confirmed once the system has it: what reads the other end of a pipe is not asked. */
final class OutSink implements Sink {
    private final OutputStream out;

    OutSink(OutputStream out) {
        this.out = out;
    }

    @Override
    public void deliver(List<Message> messages) throws SinkException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Message message : messages) {
            lines.writeBytes(message.json());
            lines.write('\n');
        }
        try {
            synchronized (out) {
                lines.writeTo(out);
                out.flush();
            }
        } catch (IOException e) {
            throw SinkException.down("standard output: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {}
}
