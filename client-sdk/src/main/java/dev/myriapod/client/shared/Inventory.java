package dev.myriapod.client.shared;

import dev.myriapod.client.wire.Connection;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.proto.v1.AdminServiceGrpc;
import dev.myriapod.proto.v1.ClusterDescription;
import dev.myriapod.proto.v1.DescribeRequest;
import dev.myriapod.proto.v1.ObjectDescription;
import dev.myriapod.shared.SharedObjectInfo;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks the coordinator what it hosts. */
final class Inventory {
    private static final String PREFIX = "SHARED_KIND_";

    private Inventory() {}

    static List<SharedObjectInfo> of(Connection connection) {
        CompletableFuture<ClusterDescription> answer = new CompletableFuture<>();
        connection
                .loop()
                .execute(() -> AdminServiceGrpc.newStub(connection.channel())
                        .describe(DescribeRequest.getDefaultInstance(), new StreamObserver<>() {
                            @Override
                            public void onNext(ClusterDescription description) {
                                answer.complete(description);
                            }

                            @Override
                            public void onError(Throwable cause) {
                                answer.completeExceptionally(cause);
                            }

                            @Override
                            public void onCompleted() {
                                // The answer came before.
                            }
                        }));
        try {
            return answer.join().getObjectsList().stream().map(Inventory::info).toList();
        } catch (CompletionException e) {
            throw new CoordinatorLostException(
                    "The coordinator does not say what it hosts: it is gone.", TaskRun.NONE, e.getCause());
        }
    }

    private static SharedObjectInfo info(ObjectDescription object) {
        return new SharedObjectInfo(
                object.getKind()
                        .name()
                        .substring(PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', ' '),
                object.getName(),
                object.getKey(),
                object.getAttachmentsList(),
                object.getWaiters(),
                object.getLength(),
                object.getUnconfirmed(),
                object.getOwner());
    }
}
