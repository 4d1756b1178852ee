using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Tests;

public class PagingTests
{
    [Theory]
    [InlineData(0, 50)]
    [InlineData(1, 1)]
    [InlineData(50, 50)]
    [InlineData(200, 200)]
    public void A_page_is_as_long_as_asked_or_as_the_default(int asked, int size) => Assert.Equal(size, Paging.Size(asked, byDefault: 50, most: 200));

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(201)]
    [InlineData(int.MaxValue)]
    public void Any_other_length_is_refused_with_its_limits(int asked)
    {
        var refusal = Assert.Throws<RefusalException>(() => Paging.Size(asked, byDefault: 50, most: 200));

        Assert.Equal((StatusCode.InvalidArgument, "PAGE_SIZE_INVALID"), (refusal.Code, refusal.Reason));
        Assert.Equal("Ukuran halaman antara 1 dan 200, atau 0 untuk ukuran bawaan.", refusal.Message);
        Assert.Equal([new FieldFault("page_size", "Isi 0 sampai 200.")], refusal.Fields);
    }
}
