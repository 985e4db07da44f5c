package io.fivenines.gateway.connection;

/** What became of an order that a {@link Courier} was given. Must be short. */
public interface Receipt {
    /** It is in the hands of the network. */
    void sent(Confirmation confirmation);

    /**
     * Nothing was sent, and nothing ever will be: the protocol has no word for it.
     *
     * @param why naming the value, then ", expected " and what would do
     */
    void impossible(String why);

    /**
     * The connection ended.
     *
     * @param touched some of it may have been sent
     */
    void lost(boolean touched);
}
